// Length over complexity: what a password must be, told in Dutch with a way out. What is common or one's own does not count towards its length.
using Keukentafel.Foundation;
using Microsoft.AspNetCore.Identity;

namespace Keukentafel.Access;

public sealed class PasswordRules(AccountSeal seal) : IPasswordValidator<Account>
{
    public const int MinLength = 12;
    public const int MaxLength = 128;

    /// <summary>What must be left after the common and own words are taken out.</summary>
    private const int MinOwnLength = 8;
    private const int MinDifferent = 5;

    private static readonly string[] Runs = ["abcdefghijklmnopqrstuvwxyz", "01234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm", "azertyuiop"];

    private static readonly string[] Common =
    [
        "wachtwoord", "password", "passwort", "welkom", "welcome", "geheim", "secret", "letmein", "admin", "beheerder", "administrator", "login", "aanmelden", "inloggen",
        "gemeente", "keukentafel", "onderzoek", "voetbal", "football", "ajax", "feyenoord", "nederland", "holland", "amsterdam", "rotterdam", "utrecht", "oranje",
        "lente", "zomer", "herfst", "winter", "summer", "januari", "februari", "maart", "april", "juni", "juli", "augustus", "september", "oktober", "november", "december",
        "maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag", "iloveyou", "ikhouvanjou", "schatje", "sunshine", "monkey", "dragon", "princess", "master",
        "hallo", "hello", "test", "qwerty", "azerty", "asdf", "zxcv", "abc", "changeme", "default", "vakantie", "vergeten",
    ];

    /// <summary>Everything that is wrong with a password, for this name and mail address.</summary>
    public static Problem? Check(string password, string name, string email)
    {
        if (password.Length < MinLength)
        {
            return AccessProblems.PasswordTooShort.Of(password.Length, MinLength);
        }

        if (password.Length > MaxLength)
        {
            return AccessProblems.PasswordTooLong.Of(password.Length, MaxLength);
        }

        var plain = password.ToLowerInvariant();
        if (plain.Distinct().Count() < MinDifferent || WithoutRuns(plain).Length < MinOwnLength)
        {
            return AccessProblems.PasswordTooSimple.Of();
        }

        var own = Words(name).Append(string.Concat(Words(name))).Concat(Words(email)).Where(word => word.Length >= 4);
        var left = own.Concat(Common).OrderByDescending(word => word.Length).ThenBy(word => word, StringComparer.Ordinal)
            .Aggregate(plain, (text, word) => text.Replace(word, "", StringComparison.Ordinal));
        return left.Length < MinOwnLength ? AccessProblems.PasswordTooCommon.Of() : null;
    }

    public Task<IdentityResult> ValidateAsync(UserManager<Account> manager, Account user, string? password) =>
        Task.FromResult(Check(password ?? "", user.Name, seal.Email(user)) is { } problem
            ? IdentityResult.Failed(new IdentityError { Code = problem.Code, Description = problem.Text })
            : IdentityResult.Success);

    /// <summary>Takes out pieces of four and more that follow the alphabet, the digits or the keyboard, in either direction.</summary>
    private static string WithoutRuns(string text)
    {
        var left = new System.Text.StringBuilder();
        for (var at = 0; at < text.Length;)
        {
            var length = Runs.Max(run => Math.Max(Along(text, at, run), Along(text, at, new string([.. run.Reverse()]))));
            if (length >= 4)
            {
                at += length;
            }
            else
            {
                left.Append(text[at++]);
            }
        }

        return left.ToString();
    }

    private static int Along(string text, int at, string run)
    {
        var start = run.IndexOf(text[at], StringComparison.Ordinal);
        var length = 0;
        while (start >= 0 && at + length < text.Length && start + length < run.Length && text[at + length] == run[start + length])
        {
            length++;
        }

        return length;
    }

    private static IEnumerable<string> Words(string text) =>
        new string([.. text.ToLowerInvariant().Select(letter => char.IsLetter(letter) ? letter : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries);
}
