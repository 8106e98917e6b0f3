// The three stores. Each has its own context, migrations and rights; rooms bring their own entity configurations (IInWho, IInWhat, IInBridge).
// Every row belongs to an organisation, and every query is filtered by the one in scope.
using System.Linq.Expressions;
using System.Reflection;
using Keukentafel.Foundation;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Keukentafel.Store;

/// <summary>A row that belongs to one organisation.</summary>
public interface IOwned
{
    OrganisationId OrganisationId { get; }
}

/// <summary>A row that the installation itself must find before it knows the organisation: sign-in, access codes, jobs. Never contact data or answers.</summary>
public interface ISeenByInstallation : IOwned;

public interface IInWho<T> : IEntityTypeConfiguration<T> where T : class;

public interface IInWhat<T> : IEntityTypeConfiguration<T> where T : class;

public interface IInBridge<T> : IEntityTypeConfiguration<T> where T : class;

/// <summary>Whose rows may be seen: one organisation's, or (null) only those marked <see cref="ISeenByInstallation"/>.</summary>
public readonly record struct StoreScope(OrganisationId? Organisation)
{
    public static readonly StoreScope Installation = new(null);

    public static StoreScope Of(OrganisationId organisation) => new(organisation);
}

public abstract class StoreContext(DbContextOptions options) : DbContext(options)
{
    public abstract string Schema { get; }

    protected abstract Type Marker { get; }

    public StoreScope Scope { get; internal set; }

    private OrganisationId ScopedOrganisation => Scope.Organisation ?? default;

    private bool InstallationScope => Scope.Organisation is null;

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
        configurationBuilder.Properties<string>().HaveMaxLength(400);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcConverter>();
        foreach (var id in IdTypes)
        {
            configurationBuilder.Properties(id, property => property.HaveConversion(typeof(IdConverter<>).MakeGenericType(id)));
        }
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        if (Database.IsNpgsql())
        {
            modelBuilder.HasDefaultSchema(Schema);
        }

        ApplyConfigurations(modelBuilder);

        foreach (var entity in modelBuilder.Model.GetEntityTypes())
        {
            NameColumns(entity);
            if (typeof(IOwned).IsAssignableFrom(entity.ClrType))
            {
                entity.SetQueryFilter(OwnRows(entity.ClrType));
            }
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        RefuseForeignRows();
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    public override Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        RefuseForeignRows();
        return base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken);
    }

    private static readonly Type[] IdTypes = typeof(StoreContext).Assembly.GetTypes()
        .Where(type => type.IsValueType && type.GetInterfaces().Any(face => face.IsGenericType && face.GetGenericTypeDefinition() == typeof(IId<>)))
        .ToArray();

    /// <summary>Applies what the rooms say of the entities of this store, and of no other.</summary>
    private void ApplyConfigurations(ModelBuilder modelBuilder)
    {
        var apply = typeof(ModelBuilder).GetMethod(nameof(ModelBuilder.ApplyConfiguration))!;
        foreach (var type in typeof(StoreContext).Assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false }).OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            foreach (var face in type.GetInterfaces().Where(face => face.IsGenericType && face.GetGenericTypeDefinition() == Marker))
            {
                apply.MakeGenericMethod(face.GetGenericArguments()[0]).Invoke(modelBuilder, [Activator.CreateInstance(type, nonPublic: true)]);
            }
        }
    }

    private static void NameColumns(IMutableEntityType entity)
    {
        foreach (var property in entity.GetProperties())
        {
            property.SetColumnName(SnakeCase(property.GetColumnName()));
        }

        foreach (var key in entity.GetKeys())
        {
            key.SetName(SnakeCase(key.GetName()!));
        }

        foreach (var index in entity.GetIndexes())
        {
            index.SetDatabaseName(SnakeCase(index.GetDatabaseName()!));
        }

        foreach (var foreignKey in entity.GetForeignKeys())
        {
            foreignKey.SetConstraintName(SnakeCase(foreignKey.GetConstraintName()!));
        }
    }

    private static string SnakeCase(string name)
    {
        var text = new System.Text.StringBuilder(name.Length + 8);
        for (var i = 0; i < name.Length; i++)
        {
            if (char.IsUpper(name[i]) && i > 0 && name[i - 1] != '_' && !char.IsUpper(name[i - 1]))
            {
                text.Append('_');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    private LambdaExpression OwnRows(Type entity)
    {
        var row = Expression.Parameter(entity, "row");
        var me = Expression.Constant(this, typeof(StoreContext));
        Expression own = Expression.Equal(
            Expression.Property(row, nameof(IOwned.OrganisationId)),
            Expression.Property(me, typeof(StoreContext).GetProperty(nameof(ScopedOrganisation), BindingFlags.Instance | BindingFlags.NonPublic)!));
        if (typeof(ISeenByInstallation).IsAssignableFrom(entity))
        {
            own = Expression.OrElse(own, Expression.Property(me, typeof(StoreContext).GetProperty(nameof(InstallationScope), BindingFlags.Instance | BindingFlags.NonPublic)!));
        }

        return Expression.Lambda(own, row);
    }

    private void RefuseForeignRows()
    {
        foreach (var entry in ChangeTracker.Entries<IOwned>())
        {
            if (entry.State is EntityState.Unchanged or EntityState.Detached)
            {
                continue;
            }

            var mayBeAnybodys = InstallationScope && entry.Entity is ISeenByInstallation;
            if (!mayBeAnybodys && entry.Entity.OrganisationId != Scope.Organisation)
            {
                throw new InvalidOperationException($"A {entry.Metadata.ShortName()} of another organisation was about to be stored.");
            }
        }
    }
}

/// <summary>People: accounts, studies, clients, cases, codes, letters, outcomes, audit.</summary>
public sealed class WhoStore(DbContextOptions<WhoStore> options) : StoreContext(options)
{
    public override string Schema => "who";

    protected override Type Marker => typeof(IInWho<>);
}

/// <summary>What was said: responses and answers, with frame variables in classes. Nothing here tells who.</summary>
public sealed class WhatStore(DbContextOptions<WhatStore> options) : StoreContext(options)
{
    public override string Schema => "what";

    protected override Type Marker => typeof(IInWhat<>);
}

/// <summary>One table, case to response, which is destroyed when the round is unlinked.</summary>
public sealed class BridgeStore(DbContextOptions<BridgeStore> options) : StoreContext(options)
{
    public override string Schema => "bridge";

    protected override Type Marker => typeof(IInBridge<>);
}
