// The national set in memory: byte columns of answers, and what the design needs.
using System.Globalization;
using System.IO.Compression;

namespace Keukentafel.Statistics.Benchmarks;

public sealed class NationalSet
{
    public const string DefaultFile = "tests/Keukentafel.Statistics.Tests/Reference/data/national.csv.gz";
    public const int Items = 10;

    private NationalSet(List<string[]> rows, string[] header, int times)
    {
        int Place(string name) => Array.IndexOf(header, name);
        string[] Column(string name) => Enumerable.Range(0, times).SelectMany(_ => rows.Select(row => row[Place(name)])).ToArray();
        Strata = Categories.Of("stratum", Column("stratum"));
        (Area, Size, Age, Facility, Province) = (Categories.Of("gm", Column("gm")), Categories.Of("size", Column("size")), Categories.Of("as", Column("age").Zip(Column("sex"), (age, sex) => age + sex).ToArray()), Categories.Of("fac", Column("fac")), Categories.Of("prov", Column("prov")));
        Country = Categories.One("country", Strata.Units);
        Answers = Enumerable.Range(1, Items).Select(item => Array.ConvertAll(Column("q" + item.ToString(CultureInfo.InvariantCulture)), value => value.Length == 0 || value == "NA" ? (byte)0 : byte.Parse(value, CultureInfo.InvariantCulture))).ToArray();
        Shares = Answers.Select(column => Array.ConvertAll(column, value => value == 0 ? double.NaN : value >= 4 ? 1.0 : 0.0)).ToArray();
        Populations = new double[Strata.Count];
        var populations = Column("N_h");
        for (var i = 0; i < Strata.Units; i++) Populations[Strata.Codes[i]] = times * double.Parse(populations[i], CultureInfo.InvariantCulture);
        Categories OfStrata(Categories rowsOf)
        {
            var codes = new int[Strata.Count];
            for (var i = 0; i < Strata.Units; i++) codes[Strata.Codes[i]] = rowsOf.Codes[i];
            return new Categories(rowsOf.Name, rowsOf.Labels, codes);
        }
        StrataOf = [OfStrata(Area), OfStrata(Size), OfStrata(Country)];
    }

    public Categories Strata { get; }

    public Categories Area { get; }

    public Categories Size { get; }

    public Categories Country { get; }

    public Categories Age { get; }

    public Categories Facility { get; }

    public Categories Province { get; }

    /// <summary>1 to 5, 0 for no answer.</summary>
    public byte[][] Answers { get; }

    /// <summary>4 and 5 as 1, 1 to 3 as 0, NaN for no answer.</summary>
    public double[][] Shares { get; }

    public double[] Populations { get; }

    /// <summary>Area, size class and country of every stratum.</summary>
    public IReadOnlyList<Categories> StrataOf { get; }

    /// <param name="times">How many times the rows stand in memory, in a population as many times as large.</param>
    public static NationalSet Read(string file, int times)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(file), CompressionMode.Decompress));
        var header = reader.ReadLine()!.Split(',');
        var rows = new List<string[]>();
        while (reader.ReadLine() is { } line) rows.Add(line.Split(','));
        return new NationalSet(rows, header, times);
    }
}
