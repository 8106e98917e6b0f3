// A Dutch municipality in one year. Municipalities merge and change names, so a code means nothing without its year.
namespace Keukentafel.Foundation.Municipalities;

/// <param name="Inhabitants">On 1 January; null where it is not known.</param>
/// <param name="InhabitantsVerified">Whether the number agrees with the published national total.</param>
/// <param name="Urbanity">1 very strongly urban … 5 not urban, of the nearest measured year.</param>
public sealed record Municipality(
    string Code,
    int Year,
    string Name,
    string Province,
    int? Inhabitants,
    bool InhabitantsVerified,
    SizeClass? SizeClass,
    int? Urbanity,
    int? UrbanityYear)
{
    public const int CodeLength = 6;

    /// <summary>To be printed with every figure from the table.</summary>
    public const string Credit = "Bron: CBS";
}

/// <summary>Classes of inhabitants, as CBS numbers them.</summary>
public enum SizeClass
{
    Under5000 = 1,
    From5000 = 2,
    From10000 = 3,
    From20000 = 4,
    From50000 = 5,
    From100000 = 6,
    From150000 = 7,
    From250000 = 8,
}
