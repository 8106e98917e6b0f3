// Whether a column holds citizen service numbers, or a text in it one that strayed. Numbers of eight or nine digits that are something else
// pass the eleven-test one time in eleven: in a column of such numbers single hits mean nothing.
using Keukentafel.Foundation;

namespace Keukentafel.Results.Files;

internal sealed class ColumnWatch
{
    private readonly BsnColumn column = new();
    private readonly List<int> rows = [];
    private int values;
    private int shaped;
    private int passing;

    public void See(int row, string value)
    {
        if (string.IsNullOrWhiteSpace(value))
        {
            return;
        }

        column.Add(value);
        values++;
        if (Bsn.HasItsShape(value))
        {
            shaped++;
            passing += Bsn.Passes(value) ? 1 : 0;
        }

        if (Bsn.StandsIn(value))
        {
            rows.Add(row);
        }
    }

    public void Report(FindingList findings, string file, int headerRow, string name)
    {
        if (column.HoldsBsns)
        {
            findings.Add(FileFindings.BsnColumn.At(file, headerRow, name));
        }
        else if (!IsOfOtherNumbers)
        {
            foreach (var row in rows)
            {
                findings.Add(FileFindings.BsnInText.At(file, row, name));
            }
        }
    }

    // Mostly numbers of that length, and no more hits than chance gives with a wide margin.
    private bool IsOfOtherNumbers => shaped * 2 > values && passing * 4 < shaped;
}
