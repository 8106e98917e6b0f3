// A database as the tests of migrations see it: which tables there are, what they look like, and raw SQL. One subclass per kind.
using System.Data.Common;
using Keukentafel.Foundation;
using Keukentafel.Store;

namespace Keukentafel.Tests.Store.Databases;

internal sealed record Column(string Name, string Type, int? MaxLength);

internal sealed record Reference(IReadOnlyList<string> Columns, string Table, IReadOnlyList<string> TargetColumns);

internal sealed record Table(string Store, string Name, IReadOnlyList<Column> Columns, IReadOnlyList<Reference> References);

internal abstract class TestDatabase : IAsyncDisposable
{
    public abstract string Kind { get; }

    /// <summary>Brings the stores up to and including a number.</summary>
    public abstract Result<List<Migration>> Migrate(int upTo = int.MaxValue);

    /// <summary>Makes the stores from the model, without any migration.</summary>
    public abstract void MakeFromModel();

    /// <summary>A connection with every right.</summary>
    public abstract DbConnection Open(string store);

    public abstract string NameOf(string store, string table);

    /// <summary>The tables of a store, those that others refer to first.</summary>
    public IReadOnlyList<Table> Tables(string store)
    {
        using var connection = Open(store);
        var waiting = Read(connection, store).Where(table => table.Name != "schema_versions").OrderBy(table => table.Name, StringComparer.Ordinal).ToList();
        var ordered = new List<Table>();
        while (waiting.Count > 0)
        {
            var ready = waiting.Where(table => table.References.All(reference => reference.Table == table.Name || waiting.TrueForAll(other => other.Name != reference.Table))).ToList();
            ordered.AddRange(ready);
            waiting.RemoveAll(ready.Contains);
        }

        return ordered;
    }

    /// <summary>Tables, columns, types, nullability, keys, indexes and foreign keys, one a line, sorted.</summary>
    public IReadOnlyList<string> Describe(string store)
    {
        using var connection = Open(store);
        return DescribeAll(connection, store).Where(line => !line.Contains("schema_versions", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
    }

    public abstract ValueTask DisposeAsync();

    public static List<T> Query<T>(DbConnection connection, string sql, Func<DbDataReader, T> read)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        using var reader = command.ExecuteReader();
        var rows = new List<T>();
        while (reader.Read())
        {
            rows.Add(read(reader));
        }

        return rows;
    }

    public static int Run(DbConnection connection, string sql, params IEnumerable<(string Name, object Value)> values)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = (name, value);
            command.Parameters.Add(parameter);
        }

        return command.ExecuteNonQuery();
    }

    protected abstract IReadOnlyList<Table> Read(DbConnection connection, string store);

    protected abstract IEnumerable<string> DescribeAll(DbConnection connection, string store);
}
