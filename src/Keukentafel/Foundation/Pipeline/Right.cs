// What somebody may do. Roles (in Access) are sets of these; docs/handleiding/rechten.md prints the matrix, and one test holds the two together.
namespace Keukentafel.Foundation.Pipeline;

public enum Right
{
    ContactSee,
    ContactChange,
    Draw,
    Release,
    Enter,
    Figures,
    OpenTexts,
    Publish,
    Accounts,
    Audit,

    /// <summary>Look at studies, rounds and progress, without figures or contact data.</summary>
    StudySee,

    /// <summary>Make and change studies and rounds.</summary>
    StudyChange,
}
