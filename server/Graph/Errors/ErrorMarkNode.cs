using Npgsql;
using UsageAnalysis.Data;
using UsageAnalysis.Graph.Usage;
using UsageAnalysis.GraphQL.Conventions;
using UsageAnalysis.GraphQL.Loading;

namespace UsageAnalysis.Graph.Errors;

/// <summary>What somebody said about an error.</summary>
[ObjectType<ErrorMark>("ErrorMark")]
[Expose(nameof(ErrorMark.MarkedAt), nameof(ErrorMark.MarkedBy), nameof(ErrorMark.IsError), nameof(ErrorMark.Comment))]
public static class ErrorMarkNode
{
    /// <summary>The error.</summary>
    public static Loaded<ErrorSignature> GetError([Parent] ErrorMark mark, [Service] ErrorById loader) =>
        loader.Load(mark.ErrorId).Then(error => error!);
}

/// <summary>What people say about errors.</summary>
[MutationType]
public static class ErrorMutations
{
    const int MostLetters = 2_000;

    /// <summary>
    /// Says something about an error: a comment, or that it is none, or one after all. What was said before stays as its history; the last
    /// word holds.
    /// </summary>
    /// <param name="input">What is said, and by whom.</param>
    /// <param name="dataSource">Keeps it.</param>
    /// <param name="time">Says when.</param>
    /// <param name="ct">Gives up.</param>
    public static async Task<MarkErrorPayload> MarkErrorAsync(
        MarkErrorInput input, [Service] NpgsqlDataSource dataSource, [Service] TimeProvider time, CancellationToken ct)
    {
        var key = NodeId.TryDecode(input.Error, out var id) && id.Type == "Error" && NodeId.TryParseKey(id.Key, typeof(int), out var number)
            ? (int)number!
            : throw Invalid($"error is {Quoted.Text(input.Error)}, which is not the id of an error. Take it from the field id of an error.");
        var by = GivenText.Required("by", input.By, GivenText.MostOfName);
        var comment = GivenText.Optional("comment", input.Comment, MostLetters);
        // The database keeps microseconds.
        var now = ScopeResolver.Instant(time.GetUtcNow().UtcDateTime);
        return new MarkErrorPayload(
            await ErrorMarks.AddAsync(dataSource, key, now, by, input.IsError, comment, ct)
            ?? throw Invalid($"error is {Quoted.Text(input.Error)}, and there is no such error."));
    }

    static GraphQLRequestException Invalid(string message) => new(message, ScopeErrors.InvalidArgument);
}

/// <summary>What is said about an error.</summary>
/// <param name="Error">Id of the error.</param>
/// <param name="By">Who says it. There is no sign-in, so that it is whatever the client tells.</param>
/// <param name="IsError">False says that this is no error, which hides it among the errors; true that it is one.</param>
/// <param name="Comment">What else is said.</param>
public sealed record MarkErrorInput([property: ID] string Error, string By, bool IsError, string? Comment = null);

/// <summary>What was kept.</summary>
/// <param name="Mark">The mark, which holds from now on.</param>
public sealed record MarkErrorPayload(ErrorMark Mark);
