using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Net.Http.Headers;

namespace UsageAnalysis.Ingest;

/// <summary>The HTTP way in: POST /events.</summary>
public static class EventEndpoint
{
    const string Json = "application/json";
    const string Lines = "application/x-ndjson";

    /// <summary>
    /// Maps POST /events: a JSON array, one JSON object, or NDJSON; gzip welcome. Answers 200 after commit with a result for each record,
    /// else 400, 413, 415, 429 or 503 with {"error": …}, and then nothing is promised: all of it may be sent again.
    /// </summary>
    public static IEndpointConventionBuilder MapEvents(this IEndpointRouteBuilder routes) => routes.MapPost("/events", PostAsync);

    static async Task<IResult> PostAsync(
        HttpRequest request, EventIntake intake, IngestOptions options, ReadingBudget budget, CancellationToken ct)
    {
        if (Unsupported(request) is { } problem)
        {
            return Error(StatusCodes.Status415UnsupportedMediaType, problem);
        }
        try
        {
            await using var body = IngestBody.Open(request, options, budget);
            var submission = await ReadAsync(body, IsLines(request), intake.Begin(), options.MaxRecords, ct);
            return submission is null
                ? Error(StatusCodes.Status413PayloadTooLarge, $"the body has more than {options.MaxRecords} records: send it in parts")
                : Answer(request, await intake.LogAsync(submission, ct));
        }
        catch (JsonException e)
        {
            return Error(StatusCodes.Status400BadRequest, $"the body is not JSON: {RecordSource.Describe(e)}");
        }
        catch (Exception e) when (IngestBody.Failure(e) is { } failure)
        {
            return failure.Status == StatusCodes.Status429TooManyRequests
                ? Later(request, failure.Status, 1, failure.Message)
                : Error(failure.Status, failure.Message);
        }
    }

    /// <summary>Null when there are too many records.</summary>
    static async Task<EventIntake.Submission?> ReadAsync(
        Stream body, bool lines, EventIntake.Submission submission, int maxRecords, CancellationToken ct)
    {
        var reader = RecordSource.Open(body);
        await foreach (var record in lines ? RecordSource.LinesAsync(reader, ct) : RecordSource.JsonAsync(reader, ct))
        {
            if (submission.Count == maxRecords)
            {
                return null;
            }
            submission.Add(record);
        }
        return submission;
    }

    static IResult Answer(HttpRequest request, IntakeAnswer answer) => answer switch
    {
        IntakeAnswer.Logged logged => TypedResults.Json(new
        {
            stored = logged.Count(RecordStatus.Stored),
            duplicates = logged.Count(RecordStatus.Duplicate),
            rejected = logged.Count(RecordStatus.Rejected),
            excluded = logged.Count(RecordStatus.Excluded),
            results = logged.Results.Select(r => new { r.Position, r.Id, Status = Word(r.Status), r.Reason }),
        }, Answers),
        IntakeAnswer.Later { Busy: true } later =>
            Later(request, StatusCodes.Status429TooManyRequests, later.RetryAfterSeconds, IngestBody.Busy),
        IntakeAnswer.Later later =>
            Later(request, StatusCodes.Status503ServiceUnavailable, later.RetryAfterSeconds, IngestBody.Unavailable),
        _ => throw new InvalidOperationException($"The intake answered {answer}."),
    };

    static readonly JsonSerializerOptions Answers = new(JsonSerializerDefaults.Web)
    {
        // A reason quotes the bad value as its sender knows it; answers are never part of a page.
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = System.Text.Json.Serialization.JsonIgnoreCondition.WhenWritingNull,
    };

    static string Word(RecordStatus status) => status switch
    {
        RecordStatus.Stored => "stored",
        RecordStatus.Duplicate => "duplicate",
        RecordStatus.Excluded => "excluded",
        _ => "rejected",
    };

    static string? Unsupported(HttpRequest request)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !(IsMedia(type, Json) || IsMedia(type, Lines)))
        {
            return $"Content-Type \"{request.ContentType}\" is not supported: send {Json} or {Lines}";
        }
        if (type.Charset.HasValue && !type.Charset.Value!.Trim('"').Equals("utf-8", StringComparison.OrdinalIgnoreCase))
        {
            return $"charset \"{type.Charset}\" is not supported: send UTF-8";
        }
        return IngestBody.UnsupportedEncoding(request);
    }

    static bool IsLines(HttpRequest request) => IsMedia(MediaTypeHeaderValue.Parse(request.ContentType), Lines);

    static bool IsMedia(MediaTypeHeaderValue given, string media) => given.MediaType.Equals(media, StringComparison.OrdinalIgnoreCase);

    static JsonHttpResult<EndpointError> Later(HttpRequest request, int status, int seconds, string message)
    {
        request.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Error(status, message);
    }

    static JsonHttpResult<EndpointError> Error(int status, string message) =>
        TypedResults.Json(new EndpointError(message), Answers, statusCode: status);

    sealed record EndpointError(string Error);
}
