using System.Text;
using GraphQL.Types;
using UsageAnalysis.GraphQL.Schema;

namespace UsageAnalysis.GraphQL.Transport;

/// <summary>The schema as a file; printed once, as it cannot change while the server runs.</summary>
sealed class SchemaDownload(ISchema schema)
{
    readonly Lazy<byte[]> text = new(() => Encoding.UTF8.GetBytes(SchemaText.Print(schema)));

    internal static Task HandleAsync(HttpContext http)
    {
        http.Response.ContentType = "application/graphql; charset=utf-8";
        http.Response.Headers.ContentDisposition = "attachment; filename=schema.graphql";
        return Revalidation.WriteAsync(http, http.RequestServices.GetRequiredService<SchemaDownload>().text.Value, Revalidation.Always);
    }
}
