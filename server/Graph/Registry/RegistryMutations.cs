using Npgsql;
using UsageAnalysis.Data;
using UsageAnalysis.Graph.Usage;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.Graph.Registry;

/// <summary>Tells what the platform knows, used or not.</summary>
[MutationType]
public static class RegistryMutations
{
    /// <summary>
    /// Registers people, groups, packages, functions and objects, all of them or nothing: so that what nobody uses is known too, and groups
    /// hold whom the platform says. What is left out or null keeps what is known; registering the same again changes nothing. The same as
    /// the command "import registry".
    /// </summary>
    /// <param name="input">What the platform knows.</param>
    /// <param name="dataSource">Keeps it.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<RegisterPayload> RegisterAsync(RegisterInput input, [Service] NpgsqlDataSource dataSource, CancellationToken ct)
    {
        try
        {
            var changes = await CatalogWriter.SaveAsync(dataSource, input.ToCatalog(), ct);
            return new([.. changes.All.Select(kind => new RegisteredKind(kind.Name, kind.Count.Added, kind.Count.Changed, kind.Count.Removed))]);
        }
        catch (CatalogException e)
        {
            throw new GraphQLRequestException(e.Message, ScopeErrors.InvalidArgument);
        }
    }
}

/// <summary>What registering changed.</summary>
/// <param name="Changes">One for each kind of thing.</param>
public sealed record RegisterPayload([property: ListSize(8)] IReadOnlyList<RegisteredKind> Changes);

/// <summary>How much of one kind of thing is different now.</summary>
/// <param name="Kind">users, groups, groups in groups, members, packages, versions, functions or objects.</param>
/// <param name="Added">How many were added.</param>
/// <param name="Changed">How many were changed.</param>
/// <param name="Removed">How many were taken away: members and parents of groups only.</param>
public sealed record RegisteredKind(string Kind, long Added, long Changed, long Removed);
