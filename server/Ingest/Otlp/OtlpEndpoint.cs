using System.Globalization;
using Google.Protobuf;
using UsageAnalysis.Ingest.Otlp.Wire;

namespace UsageAnalysis.Ingest.Otlp;

/// <summary>The way in for OpenTelemetry: POST /v1/logs, OTLP over HTTP (https://opentelemetry.io/docs/specs/otlp/#otlphttp).</summary>
public static class OtlpEndpoint
{
    // google.rpc.Code
    const int InvalidArgument = 3, ResourceExhausted = 8, Unavailable = 14;

    /// <summary>
    /// Maps POST /v1/logs: protobuf or JSON, gzip welcome. Answers 200 after commit, with the number of records that were rejected and why
    /// (<c>partial_success</c>); 429 or 503 with Retry-After, which exporters obey; else 400, 413 or 415, after which they drop the request.
    /// Answers have the encoding of their request; failures are a <c>google.rpc.Status</c>.
    /// </summary>
    public static IEndpointConventionBuilder MapOtlpLogs(this IEndpointRouteBuilder routes) => routes.MapPost("/v1/logs", PostAsync);

    static async Task<IResult> PostAsync(
        HttpRequest request, EventIntake intake, IngestOptions options, ReadingBudget budget, CancellationToken ct)
    {
        if (OtlpEncoding.Of(request.ContentType) is not { } encoding)
        {
            return TypedResults.Text(
                $"Content-Type \"{request.ContentType}\" is not supported: send application/x-protobuf or application/json",
                statusCode: StatusCodes.Status415UnsupportedMediaType);
        }
        if (IngestBody.UnsupportedEncoding(request) is { } unsupported)
        {
            return Failure(encoding, StatusCodes.Status415UnsupportedMediaType, unsupported);
        }
        try
        {
            await using var body = IngestBody.Open(request, options, budget);
            using var whole = new MemoryStream();
            await body.CopyToAsync(whole, ct);
            var submission = intake.Begin();
            foreach (var record in new OtlpLogs(encoding, options.MaxRecords).Read(whole.GetBuffer().AsMemory(0, (int)whole.Length)))
            {
                submission.Add(record);
                if (submission.Count > options.MaxRecords)
                {
                    throw new TooManyRecordsException(options.MaxRecords);
                }
            }
            return Answer(encoding, request, await intake.LogAsync(submission, ct));
        }
        catch (OtlpFormatException e)
        {
            return Failure(encoding, StatusCodes.Status400BadRequest, e.Message);
        }
        catch (TooManyRecordsException e)
        {
            return Failure(encoding, StatusCodes.Status413PayloadTooLarge, e.Message);
        }
        catch (Exception e) when (IngestBody.Failure(e) is { } failure)
        {
            return failure.Status == StatusCodes.Status429TooManyRequests
                ? Later(encoding, request, failure.Status, 1, failure.Message)
                : Failure(encoding, failure.Status, failure.Message);
        }
    }

    static EncodedMessage Answer(OtlpEncoding encoding, HttpRequest request, IntakeAnswer answer) => answer switch
    {
        IntakeAnswer.Logged logged => Message(encoding, StatusCodes.Status200OK, new ExportLogsServiceResponse
        {
            PartialSuccess = Rejected(logged),
        }),
        IntakeAnswer.Later { Busy: true } later => Later(
            encoding, request, StatusCodes.Status429TooManyRequests, later.RetryAfterSeconds, IngestBody.Busy),
        IntakeAnswer.Later later => Later(
            encoding, request, StatusCodes.Status503ServiceUnavailable, later.RetryAfterSeconds, IngestBody.Unavailable),
        _ => throw new InvalidOperationException($"The intake answered {answer}."),
    };

    /// <summary>Null when all went well: "MUST leave the partial_success field unset".</summary>
    static ExportLogsPartialSuccess? Rejected(IntakeAnswer.Logged logged)
    {
        const int Quoted = 3;
        List<RecordResult> rejected = [.. logged.Results.Where(result => result.Status == RecordStatus.Rejected)];
        if (rejected.Count == 0)
        {
            return null;
        }
        var reasons = string.Join("; ", rejected.Take(Quoted).Select(result => $"record {result.Position + 1}: {result.Reason}"));
        return new ExportLogsPartialSuccess
        {
            RejectedLogRecords = rejected.Count,
            ErrorMessage = $"{rejected.Count} of {logged.Results.Count} log records were rejected: {reasons}"
                + (rejected.Count > Quoted ? "; …" : ""),
        };
    }

    static EncodedMessage Later(OtlpEncoding encoding, HttpRequest request, int status, int seconds, string message)
    {
        request.HttpContext.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return Failure(encoding, status, message);
    }

    static EncodedMessage Failure(OtlpEncoding encoding, int status, string message) => Message(encoding, status, new Status
    {
        Code = status switch
        {
            StatusCodes.Status429TooManyRequests => ResourceExhausted,
            StatusCodes.Status503ServiceUnavailable => Unavailable,
            _ => InvalidArgument,
        },
        Message = message,
    });

    static EncodedMessage Message(OtlpEncoding encoding, int status, IMessage message) => new(encoding, status, message);

    sealed class EncodedMessage(OtlpEncoding encoding, int status, IMessage message) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var bytes = encoding.Write(message);
            var response = httpContext.Response;
            (response.StatusCode, response.ContentType, response.ContentLength) = (status, encoding.MediaType, bytes.Length);
            await response.Body.WriteAsync(bytes, httpContext.RequestAborted);
        }
    }
}
