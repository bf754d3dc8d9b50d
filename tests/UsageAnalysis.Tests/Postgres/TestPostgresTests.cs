using UsageAnalysis.Tests.Support;
using Xunit;
using static UsageAnalysis.Tests.Postgres.PostgresFolder;

namespace UsageAnalysis.Tests.Postgres;

public sealed class TestPostgresTests
{
    static int migrations;

    [Fact]
    public async Task Databases_are_clones_of_a_template_that_is_filled_once_and_do_not_see_each_other()
    {
        var databases = await Task.WhenAll(TestPostgres.CreateDatabaseAsync(MigrateAsync), TestPostgres.CreateDatabaseAsync(MigrateAsync));

        await QueryAsync<long>(databases[0], "with added as (insert into things values (1) returning 1) select count(*) from added");

        Assert.Equal(1, migrations);
        Assert.Equal(1, await QueryAsync<long>(databases[0], "select count(*) from things"));
        Assert.Equal(0, await QueryAsync<long>(databases[1], "select count(*) from things"));
        await Task.WhenAll(databases.Select(TestPostgres.DropDatabaseAsync));
    }

    static async Task MigrateAsync(string connectionString)
    {
        Interlocked.Increment(ref migrations);
        await QueryAsync<int>(connectionString, "create table things (id int); select 1");
    }
}
