// Style sheets (Design/Styles), scripts (Design/Scripts) and fonts (Design/Fonts): all from the site itself.
namespace Keukentafel.Design;

public static class Styles
{
    /// <summary>Address of an embedded sheet (<c>Design/Styles/{name}.css</c>).</summary>
    public static string Address(string name) => $"/stijl/{name}.css?v={Find(name)!.Hash}";

    /// <summary>The text of a sheet, for documents that must stand alone.</summary>
    public static string Text(string name) => System.Text.Encoding.UTF8.GetString(Find(name)!.Bytes);

    public static IResult Serve(string name, HttpContext http) => Find(name)?.Serve(http, "text/css; charset=utf-8") ?? TypedResults.NotFound();

    private static EmbeddedFile? Find(string name) => EmbeddedFile.Find($"Keukentafel.Design.Styles.{name}.css");
}

public static class Scripts
{
    public static string Address(string name) => $"/script/{name}.js?v={Find(name)!.Hash}";

    public static IResult Serve(string name, HttpContext http) => Find(name)?.Serve(http, "text/javascript; charset=utf-8") ?? TypedResults.NotFound();

    private static EmbeddedFile? Find(string name) => EmbeddedFile.Find($"Keukentafel.Design.Scripts.{name}.js");
}

public static class Fonts
{
    public static IResult Serve(string name, HttpContext http) => EmbeddedFile.Find($"Keukentafel.Design.Fonts.{name}.woff2", shrinks: false)?.Serve(http, "font/woff2") ?? TypedResults.NotFound();
}
