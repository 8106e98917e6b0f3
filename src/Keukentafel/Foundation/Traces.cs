// What a log may keep of an exception: kinds and places, never the message. A message can quote what somebody typed: a name, an answer, a code.
using System.Text;

namespace Keukentafel.Foundation;

public static class Traces
{
    public static string Of(Exception problem)
    {
        var text = new StringBuilder();
        for (var each = problem; each is not null; each = each.InnerException)
        {
            text.Append(text.Length == 0 ? "" : "caused by ").Append(each.GetType().FullName).AppendLine();
            text.AppendLine(each.StackTrace);
        }

        return text.ToString().TrimEnd();
    }
}
