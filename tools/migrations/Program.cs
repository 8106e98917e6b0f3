// Prints the SQL that makes a store from the model, for copying the new parts into a numbered migration:
//   dotnet run --project tools/migrations -- sqlite|postgres who|what|bridge
using Keukentafel.Store;
using Microsoft.EntityFrameworkCore;

if (args is not [var database, var store])
{
    Console.Error.WriteLine("usage: migrations sqlite|postgres who|what|bridge");
    return 2;
}

using StoreContext context = store switch
{
    "who" => new WhoStore(Options<WhoStore>(database)),
    "what" => new WhatStore(Options<WhatStore>(database)),
    "bridge" => new BridgeStore(Options<BridgeStore>(database)),
    _ => throw new ArgumentException($"There is no store '{store}'.", nameof(args)),
};
Console.Write(context.Database.GenerateCreateScript());
return 0;

static DbContextOptions<TStore> Options<TStore>(string database) where TStore : StoreContext
{
    var builder = new DbContextOptionsBuilder<TStore>();
    return database == "postgres" ? builder.UseNpgsql().Options : builder.UseSqlite("Data Source=:memory:").Options;
}
