// What counts as a mail address in a form: one @, a name before it and a domain with a dot behind it. Whether it exists only a mail can tell.
using System.Net.Mail;
using Keukentafel.Foundation.Pipeline;

namespace Keukentafel.Access;

public static class EmailAddress
{
    public static bool IsValid(string text) =>
        text.Length is > 0 and <= Account.EmailMaxLength
        && text.All(letter => char.IsAscii(letter) && !char.IsControl(letter) && !char.IsWhiteSpace(letter))
        && MailAddress.TryCreate(text, out var address) && address.Address == text
        && address.Host.Contains('.', StringComparison.Ordinal) && !address.Host.StartsWith('.') && !address.Host.EndsWith('.');

    /// <summary>A mail address from a form; empty when the field is wrong, which the form then tells.</summary>
    public static string Email(this Form form, string name, string label, bool required = true)
    {
        var text = form.Text(name, label, Account.EmailMaxLength, required);
        if (text.Length > 0 && !IsValid(text))
        {
            form.Refuse(name, AccessProblems.NotAnEmail.Of(label));
        }

        return text;
    }
}
