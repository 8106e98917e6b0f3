// The details that letters print: kept when right, told and given back when wrong.
using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using Keukentafel.Access;
using Keukentafel.Access.OrganisationDetails;
using Keukentafel.Foundation.Pipeline;
using Keukentafel.Tests.World;
using Xunit;

namespace Keukentafel.Tests.Access;

public abstract class Details_of_the_organisation
{
    private const string Page = "/bureau/GM9001/gegevens";
    private readonly People people;

    protected Details_of_the_organisation(Installation installation)
    {
        Assert.SkipWhen(installation.Missing is not null, installation.Missing ?? "");
        people = new People(installation);
    }

    [Fact]
    public async Task Details_and_logo_are_kept()
    {
        using var anna = await people.Anna(Role.Administrator);
        var png = TinyPictures.Png(120, 60);
        var answer = await anna.Upload(Page, "logo", "wapen.png", png, Right());
        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);

        var page = await anna.Page(Page);
        Assert.Equal("Gemeente Zonnedam", page.QuerySelector<IHtmlInputElement>("input[name=naam]")!.Value);
        Assert.Equal("Postbus 12\n1234 AB Zonnedam", page.QuerySelector<IHtmlTextAreaElement>("textarea[name=adres]")!.Value.ReplaceLineEndings("\n"));
        var logo = await anna.Get(Page + "/logo");
        Assert.Equal("image/png", logo.Content.Headers.ContentType!.MediaType);
        Assert.Equal(png, await logo.Content.ReadAsByteArrayAsync());

        await anna.Upload(Page, "logo", "leeg.png", [], [.. Right(), ("logo-weg", "ja")]);
        Assert.Equal(HttpStatusCode.NotFound, (await anna.Get(Page + "/logo")).StatusCode);
    }

    [Fact]
    public async Task Everything_wrong_is_told_at_once_and_what_was_typed_stays()
    {
        using var anna = await people.Anna(Role.Administrator);
        var answer = await anna.Upload(
            Page, "logo", "logo.svg", "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>"u8.ToArray(),
            ("naam", ""), ("adres", "een\ntwee\ndrie\nvier\nvijf"), ("telefoon", "bel maar"), ("mailadres", "nergens"));
        var page = await Refusal.Says(
            answer,
            FormProblems.Missing.Of("Naam").At("naam"),
            AccessProblems.NotAnEmail.Of("Mailadres").At("mailadres"),
            DetailsProblems.AddressTooLong.Of(4).At("adres"),
            DetailsProblems.PhoneUnreadable.Of(5).At("telefoon"),
            DetailsProblems.LogoNotAPicture.Of().At("logo"));
        Assert.Equal("bel maar", page.QuerySelector<IHtmlInputElement>("input[name=telefoon]")!.Value);
        Assert.Equal(5, page.QuerySelector<IHtmlTextAreaElement>("textarea[name=adres]")!.Value.Split('\n').Length);
        Assert.NotEqual("nergens", (await anna.Page(Page)).QuerySelector<IHtmlInputElement>("input[name=mailadres]")!.Value);
    }

    [Fact]
    public async Task A_logo_that_is_too_large_is_refused()
    {
        using var anna = await people.Anna(Role.Administrator);
        var answer = await anna.Upload(Page, "logo", "groot.png", new byte[LogoPicture.MaxBytes + 1], Right());
        var page = await Refusal.Says(answer, DetailsProblems.LogoTooBig.Of(501, 500).At("logo"));
        Assert.Equal("0123 45 67 89", page.QuerySelector<IHtmlInputElement>("input[name=telefoon]")!.Value);
    }

    private static (string Name, string Value)[] Right() =>
        [("naam", "Gemeente Zonnedam"), ("adres", "Postbus 12\n1234 AB Zonnedam"), ("telefoon", "0123 45 67 89"), ("mailadres", "wmo@zonnedam.example")];
}

public sealed class Details_of_the_organisation_on_SQLite(SqliteInstallation installation) : Details_of_the_organisation(installation), IClassFixture<SqliteInstallation>;

public sealed class Details_of_the_organisation_on_PostgreSQL(PostgresInstallation installation) : Details_of_the_organisation(installation), IClassFixture<PostgresInstallation>;

public sealed class LogoPictureTests
{
    [Fact]
    public void A_PNG_tells_its_size()
    {
        var logo = LogoPicture.Read(TinyPictures.Png(120, 60)).Value;
        Assert.Equal((LogoPicture.Png, 120, 60), (logo.Type, logo.Width, logo.Height));
    }

    [Fact]
    public void A_JPEG_tells_its_size()
    {
        var logo = LogoPicture.Read(TinyPictures.Jpeg(200, 90)).Value;
        Assert.Equal((LogoPicture.Jpeg, 200, 90), (logo.Type, logo.Width, logo.Height));
    }

    [Theory]
    [InlineData(31, 100)]
    [InlineData(100, 3001)]
    public void A_logo_is_neither_tiny_nor_huge(int width, int height) =>
        Assert.Equal("organisatie.logo-afmeting", LogoPicture.Read(TinyPictures.Png(width, height)).Problem.Code);

    [Fact]
    public void A_file_that_breaks_off_is_refused_at_every_length()
    {
        foreach (var whole in new[] { TinyPictures.Png(120, 60), TinyPictures.Jpeg(200, 90)[..18] })
        {
            for (var length = 0; length < whole.Length; length++)
            {
                Assert.Equal("organisatie.logo-geen-plaatje", LogoPicture.Read(whole[..length]).Problem.Code);
            }
        }
    }
}

/// <summary>The smallest files that are a picture of a size; what it shows does not matter.</summary>
internal static class TinyPictures
{
    public static byte[] Png(int width, int height) =>
    [
        0x89, (byte)'P', (byte)'N', (byte)'G', 0x0D, 0x0A, 0x1A, 0x0A,
        0, 0, 0, 13, .. "IHDR"u8, .. Four(width), .. Four(height), 8, 2, 0, 0, 0, 0, 0, 0, 0,
        0, 0, 0, 0, .. "IEND"u8, 0xAE, 0x42, 0x60, 0x82,
    ];

    public static byte[] Jpeg(int width, int height) =>
    [
        0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0, 0,
        0xFF, 0xC0, 0, 11, 8, (byte)(height >> 8), (byte)height, (byte)(width >> 8), (byte)width, 1, 1, 0x11, 0, 0xFF, 0xD9,
    ];

    private static byte[] Four(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];
}
