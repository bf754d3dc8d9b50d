namespace UsageAnalysis.Tests.Support;

/// <summary>The checkout that these tests were built from.</summary>
static class Repository
{
    /// <summary>Its top folder.</summary>
    public static string Root { get; } = Find();

    /// <summary>Full path of a file or folder in it.</summary>
    public static string File(params string[] path) => Path.Combine([Root, .. path]);

    static string Find()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (System.IO.File.Exists(Path.Combine(folder.FullName, "UsageAnalysis.sln")))
            {
                return folder.FullName;
            }
        }
        throw new DirectoryNotFoundException($"There is no UsageAnalysis.sln above '{AppContext.BaseDirectory}'.");
    }
}
