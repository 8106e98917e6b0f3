// Identifiers that cannot be mixed up. Always random, never in order of time: an id must not tell when a thing was made.
namespace Keukentafel.Foundation;

public interface IId<TSelf> where TSelf : struct, IId<TSelf>
{
    Guid Value { get; }
    static abstract TSelf From(Guid value);
}

/// <summary>A municipality, or a bureau that works for several. Every row of every store carries the one it belongs to.</summary>
public readonly record struct OrganisationId(Guid Value) : IId<OrganisationId>
{
    public static OrganisationId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

public readonly record struct AccountId(Guid Value) : IId<AccountId>
{
    public static AccountId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

public readonly record struct JobId(Guid Value) : IId<JobId>
{
    public static JobId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}

public readonly record struct UploadId(Guid Value) : IId<UploadId>
{
    public static UploadId From(Guid value) => new(value);
    public override string ToString() => Value.ToString();
}
