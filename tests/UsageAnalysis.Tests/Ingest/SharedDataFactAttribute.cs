using Xunit;

namespace UsageAnalysis.Tests.Ingest;

/// <summary>A test on the real events that lie beside the repository, in shared/data; reported as skipped where they do not. On CI it then fails.</summary>
public sealed class SharedDataFactAttribute : FactAttribute
{
    /// <summary>Path of the history of the Jest monorepo; null where there is none.</summary>
    public static string? JestHistory { get; } = Find("shared/data/jest-history.ndjson.gz");

    public SharedDataFactAttribute()
    {
        if (JestHistory is null && Environment.GetEnvironmentVariable("CI") is null)
        {
            Skip = "There is no shared/data/jest-history.ndjson.gz in or beside the repository.";
        }
    }

    static string? Find(string path)
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, path)))
            {
                return Path.Combine(folder.FullName, path);
            }
        }
        return null;
    }
}
