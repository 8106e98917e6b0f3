// Puts one row of an organisation in every table, knowing nothing but the tables: whatever is added later is filled too.
using System.Data.Common;

namespace Keukentafel.Tests.Store.Databases;

internal sealed class Filling(Guid organisation, string tag)
{
    private readonly Dictionary<string, Dictionary<string, object>> rows = new(StringComparer.Ordinal);

    public Guid Organisation => organisation;

    /// <summary>Adds a row to each table, parents first.</summary>
    public void Fill(TestDatabase database, string store)
    {
        using var connection = database.Open(store);
        foreach (var table in database.Tables(store))
        {
            var row = Row(table, database.Kind == "sqlite");
            rows[$"{store}.{table.Name}"] = row;
            TestDatabase.Run(connection, Insert(database.NameOf(store, table.Name), row), row.Select(pair => (pair.Key, pair.Value)));
        }
    }

    public static string Insert(string table, IReadOnlyDictionary<string, object> row) =>
        $"insert into {table} ({string.Join(", ", row.Keys.Select(column => $"\"{column}\""))}) values ({string.Join(", ", row.Keys.Select(column => "@" + column))})";

    /// <summary>A row that fits the table and the rows of this organisation it refers to.</summary>
    public Dictionary<string, object> Row(Table table, bool sqlite)
    {
        var row = table.Columns.ToDictionary(column => column.Name, column => Value(column, sqlite), StringComparer.Ordinal);
        foreach (var reference in table.References.Where(reference => rows.ContainsKey($"{table.Store}.{reference.Table}")))
        {
            var target = rows[$"{table.Store}.{reference.Table}"];
            for (var i = 0; i < reference.Columns.Count; i++)
            {
                row[reference.Columns[i]] = target[reference.TargetColumns[i]];
            }
        }

        return row;
    }

    private object Value(Column column, bool sqlite)
    {
        if (column.Name == "organisation_id")
        {
            return sqlite ? organisation.ToString().ToUpperInvariant() : organisation;
        }

        var text = column.MaxLength is { } length && tag.Length > length ? tag[..length] : tag;
        return (column.Type, column.Name) switch
        {
            ("TEXT", "id" or "number") => Guid.NewGuid().ToString().ToUpperInvariant(),
            ("TEXT", var name) when name.EndsWith("_id", StringComparison.Ordinal) => Guid.NewGuid().ToString().ToUpperInvariant(),
            ("TEXT", var name) when name.EndsWith("_at", StringComparison.Ordinal) || name.EndsWith("_until", StringComparison.Ordinal) => "2025-03-03 09:00:00",
            ("TEXT", var name) when name.EndsWith("_on", StringComparison.Ordinal) => "2025-03-03",
            ("TEXT", _) => text,
            ("INTEGER", _) => 1,
            ("REAL", _) => 0.5,
            ("BLOB", _) => new byte[] { 1, 2, 3 },
            ("uuid", _) => Guid.NewGuid(),
            ("varchar" or "text", _) => text,
            ("int4", _) => 1,
            ("int8", _) => 1L,
            ("float8", _) => 0.5,
            ("bool", _) => true,
            ("bytea", _) => new byte[] { 1, 2, 3 },
            ("timestamptz", _) => new DateTime(2025, 3, 3, 9, 0, 0, DateTimeKind.Utc),
            ("date", _) => new DateOnly(2025, 3, 3),
            ("_text" or "_varchar", _) => new[] { tag },
            _ => throw new InvalidOperationException($"A value for {column.Type} ({column.Name}) is not known here yet."),
        };
    }
}
