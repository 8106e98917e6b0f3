// What every table keeps to: bounded texts, indexed foreign keys, the organisation in the key, no time of day beside an answer.
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Xunit;

namespace Keukentafel.Rules.Tests;

public sealed class StoreTests
{
    /// <summary>Owned tables whose key does not hold the organisation, and why.</summary>
    private static readonly Dictionary<string, string> KeyedWithoutOrganisation = new(StringComparer.Ordinal)
    {
        ["accounts"] = "ASP.NET Core Identity finds an account by its id alone; sign-in comes before the organisation is known",
    };

    private static readonly IReadOnlyList<IEntityType> Tables =
    [
        .. new WhoStore(new DbContextOptionsBuilder<WhoStore>().UseNpgsql().Options).Model.GetEntityTypes(),
        .. new WhatStore(new DbContextOptionsBuilder<WhatStore>().UseNpgsql().Options).Model.GetEntityTypes(),
        .. new BridgeStore(new DbContextOptionsBuilder<BridgeStore>().UseNpgsql().Options).Model.GetEntityTypes(),
    ];

    [Fact]
    public void Every_text_column_is_bounded() =>
        Rule.Holds(Columns(property => (typeof(IEnumerable<string>).IsAssignableFrom(property.ClrType) || (property.GetTypeMapping().Converter?.ProviderClrType ?? property.ClrType) == typeof(string)) && property.GetMaxLength() is null));

    [Fact]
    public void Every_foreign_key_is_indexed() =>
        Rule.Holds(Tables.SelectMany(table => table.GetForeignKeys()
            .Where(foreign => !table.GetIndexes().Select(index => index.Properties).Concat(table.GetKeys().Select(key => key.Properties))
                .Any(columns => columns.Take(foreign.Properties.Count).SequenceEqual(foreign.Properties)))
            .Select(foreign => $"{table.GetTableName()}: {foreign.GetConstraintName()}")));

    [Fact]
    public void The_organisation_is_in_every_key_of_an_owned_table() =>
        Rule.Holds(Tables
            .Where(table => typeof(IOwned).IsAssignableFrom(table.ClrType) && !KeyedWithoutOrganisation.ContainsKey(table.GetTableName()!))
            .Where(table => table.FindPrimaryKey()!.Properties[0].Name != nameof(IOwned.OrganisationId))
            .Select(table => table.GetTableName()));

    [Fact]
    public void A_foreign_key_between_owned_tables_holds_the_organisation() =>
        Rule.Holds(Tables
            .Where(table => typeof(IOwned).IsAssignableFrom(table.ClrType))
            .SelectMany(table => table.GetForeignKeys()
                .Where(foreign => typeof(IOwned).IsAssignableFrom(foreign.PrincipalEntityType.ClrType) && foreign.Properties[0].Name != nameof(IOwned.OrganisationId))
                .Select(foreign => $"{table.GetTableName()}: {foreign.GetConstraintName()}")));

    [Fact]
    public void The_answer_store_keeps_days_and_no_times() =>
        Rule.Holds(Columns(property => (Nullable.GetUnderlyingType(property.ClrType) ?? property.ClrType) is var type
            && (type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(TimeOnly))
            && InWhat(property)));

    private static bool InWhat(IProperty property) => ((IEntityType)property.DeclaringType).GetSchema() is "what" or "bridge";

    private static IEnumerable<string> Columns(Func<IProperty, bool> wrong) =>
        Tables.SelectMany(table => table.GetProperties().Where(wrong).Select(property => $"{table.GetTableName()}.{property.GetColumnName()}"));
}
