using System.Reflection;

namespace UsageAnalysis.Commands.Serve;

/// <summary>Finds files that the build brings: beside a published program, else where the build left them.</summary>
static class ServedFiles
{
    /// <summary>The folder, or null when there is none.</summary>
    /// <param name="published">Name of the folder beside a published program.</param>
    /// <param name="metadata">Name of the assembly metadata that holds the build's own folder.</param>
    /// <param name="below">Path below the build's own folder.</param>
    public static string? Find(string published, string metadata, string below)
    {
        var build = Assembly.GetExecutingAssembly().GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(a => a.Key == metadata)?.Value;
        string?[] places = [Path.Combine(AppContext.BaseDirectory, published), build is null ? null : Path.Combine(build, below)];
        return places.FirstOrDefault(Directory.Exists);
    }
}
