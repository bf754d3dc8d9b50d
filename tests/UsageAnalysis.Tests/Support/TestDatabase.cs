using Xunit;

namespace UsageAnalysis.Tests.Support;

/// <summary>
/// A database for one test class, cloned from the template that <paramref name="migrateTemplate"/> fills. A class that needs it derives a
/// fixture with a parameterless constructor from this one and asks for it by <c>IClassFixture</c>.
/// </summary>
/// <param name="migrateTemplate">Given a connection string; a static method, the same one for all classes that share the template.</param>
public abstract class TestDatabase(Func<string, Task> migrateTemplate) : IAsyncLifetime
{
    /// <summary>Of this class' own database.</summary>
    public string ConnectionString { get; private set; } = "";

    public async Task InitializeAsync() => ConnectionString = await TestPostgres.CreateDatabaseAsync(migrateTemplate);

    public Task DisposeAsync() => TestPostgres.DropDatabaseAsync(ConnectionString);
}
