using Npgsql;

namespace UsageAnalysis.Data;

/// <summary>What somebody said about an error, and when. The last mark of an error holds; the others are its history.</summary>
public sealed record ErrorMark
{
    /// <summary>Primary key; grows with time.</summary>
    public required long Id { get; init; }

    /// <summary>The error.</summary>
    public required int ErrorId { get; init; }

    /// <summary>When it was said.</summary>
    public required DateTime MarkedAt { get; init; }

    /// <summary>Who said it, as the client tells: there is no sign-in.</summary>
    public required string MarkedBy { get; init; }

    /// <summary>False where it was said that this is not an error.</summary>
    public required bool IsError { get; init; }

    /// <summary>What else was said; null for nothing.</summary>
    public string? Comment { get; init; }
}

/// <summary>Keeps what people say about errors.</summary>
public static class ErrorMarks
{
    // The registry's version comes last: see Migrations/0007_registry_version.sql.
    const string Add =
        """
        with added as (
          insert into error_marks (error_id, marked_at, marked_by, is_error, comment)
          select id, $2, $3, $4, $5 from errors where id = $1
          returning id
        ),
        renewed as (
          update registry_version set version = version + 1 where exists (select from added)
        )
        select id from added
        """;

    /// <summary>Adds a mark; null when there is no such error.</summary>
    public static async Task<ErrorMark?> AddAsync(
        NpgsqlDataSource dataSource, int errorId, DateTime at, string by, bool isError, string? comment, CancellationToken ct)
    {
        await using var command = dataSource.CreateCommand(Add);
        command.Parameters.Add(new() { Value = errorId });
        command.Parameters.Add(new() { Value = at });
        command.Parameters.Add(new() { Value = by });
        command.Parameters.Add(new() { Value = isError });
        command.Parameters.Add(new() { Value = (object?)comment ?? DBNull.Value, NpgsqlDbType = NpgsqlTypes.NpgsqlDbType.Text });
        return await command.ExecuteScalarAsync(ct) is long id
            ? new ErrorMark { Id = id, ErrorId = errorId, MarkedAt = at, MarkedBy = by, IsError = isError, Comment = comment }
            : null;
    }
}
