// The seal of a respondent's form outlives a restart and a rotation of the key, and fits one case and one page only.
using Keukentafel.Answering;
using Keukentafel.Fieldwork;
using Keukentafel.Foundation;
using Keukentafel.Foundation.Keys;
using Xunit;

namespace Keukentafel.Tests.Answering;

public sealed class Seal_of_a_form : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("keukentafel-").FullName;
    private readonly SystemSecrets secrets = new();

    private string KeyFile => Path.Combine(folder, "keyring.json");

    [Fact]
    public void It_fits_after_a_restart_and_after_a_rotation_until_the_old_key_goes()
    {
        var @case = secrets.NewId<CaseId>();
        var seal = new FormSeal(Keyring.OpenOrCreate(KeyFile, secrets)).Of(@case, "3");

        Assert.True(new FormSeal(Keyring.Open(KeyFile)).Fits(@case, "3", seal));
        Assert.True(new FormSeal(Keyring.Rotate(KeyFile, secrets)).Fits(@case, "3", seal));
        Assert.False(new FormSeal(Keyring.DropOld(KeyFile)).Fits(@case, "3", seal));
    }

    [Fact]
    public void It_fits_one_case_and_one_page()
    {
        var seals = new FormSeal(Keyring.OpenOrCreate(KeyFile, secrets));
        var @case = secrets.NewId<CaseId>();
        var seal = seals.Of(@case, "3");

        Assert.False(seals.Fits(@case, "4", seal));
        Assert.False(seals.Fits(secrets.NewId<CaseId>(), "3", seal));
        Assert.False(seals.Fits(@case, "3", seal[..^1]));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
