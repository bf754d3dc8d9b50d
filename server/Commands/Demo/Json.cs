using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace UsageAnalysis.Commands.Demo;

/// <summary>Parameters of events as JSON.</summary>
static class Json
{
    static readonly JsonSerializerOptions Options = new()
    {
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The object that <see cref="Ingest.LoggedEvent.Parameters"/> describes.</summary>
    public static string Parameters(
        Dictionary<string, object>? inputs = null, Dictionary<string, object>? outputs = null, object? other = null) =>
        JsonSerializer.Serialize(new { inputs, outputs, other }, Options);
}
