// The mails of an installation, as the folder of files holds them. The site sends them in its own time, so looking waits a moment.
using System.Text;
using System.Text.RegularExpressions;
using Keukentafel.Foundation.Mail;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Keukentafel.Tests.World;

public sealed record ReadMail(string To, string Subject, string Text, string MessageId)
{
    /// <summary>The path of the first link to the site.</summary>
    public string Link => new Uri(Regex.Match(Text, @"https?://\S+").Value).AbsolutePath;
}

public sealed class Mailbox(Installation installation)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>The newest mail to an address, once there are so many.</summary>
    public async Task<ReadMail> To(string address, int atLeast = 1)
    {
        for (var waited = TimeSpan.Zero; waited < Patience; waited += TimeSpan.FromMilliseconds(100))
        {
            await installation.Services.GetRequiredService<MailRunner>().SendAll();
            if (Of(address) is { Count: var count } mails && count >= atLeast)
            {
                return mails[^1];
            }

            await Task.Delay(100);
        }

        Assert.Fail($"There is no mail number {atLeast} to this address.");
        throw new InvalidOperationException();
    }

    public IReadOnlyList<ReadMail> Of(string address) => All().Where(mail => mail.To == address).ToList();

    public IReadOnlyList<ReadMail> All()
    {
        var folder = new DirectoryInfo(Path.Combine(installation.Settings.DataFolder, "mail"));
        return folder.Exists ? folder.GetFiles("*.eml").OrderBy(file => file.LastWriteTimeUtc).Select(file => Read(File.ReadAllText(file.FullName))).ToList() : [];
    }

    private static ReadMail Read(string file)
    {
        var parts = file.ReplaceLineEndings("\n").Split("\n\n", 2);
        string Header(string name) => Regex.Match(parts[0], $"^{name}: (.*)$", RegexOptions.Multiline).Groups[1].Value;
        return new ReadMail(Header("To"), Decoded(Header("Subject")), parts[1], Header("Message-ID"));
    }

    private static string Decoded(string header) => Regex.Match(header, @"^=\?utf-8\?B\?(.*)\?=$") is { Success: true } match
        ? Encoding.UTF8.GetString(Convert.FromBase64String(match.Groups[1].Value))
        : header;
}
