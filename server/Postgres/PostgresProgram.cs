using System.ComponentModel;
using System.Diagnostics;

namespace UsageAnalysis.Postgres;

/// <summary>What a program of PostgreSQL answered.</summary>
/// <param name="ExitCode">0 is success.</param>
/// <param name="Output">Both its streams, trimmed.</param>
readonly record struct ProgramResult(int ExitCode, string Output);

/// <summary>Runs a program to its end, in a given folder, as a given account (null: as this process).</summary>
static class PostgresProgram
{
    const int PermissionDenied = 13;

    /// <exception cref="UnauthorizedAccessException">The account cannot enter the folder, or cannot reach the program.</exception>
    public static async Task<ProgramResult> RunAsync(
        string program, IEnumerable<string> arguments, string folder, PostgresAccount? account, CancellationToken cancellation)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        // Messages are matched and shown, so they are English on every machine.
        start.Environment["LC_ALL"] = "C";
        if (account is not null)
            start.UserName = account.Name;
        using var process = Start(start);
        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellation);
        var errors = process.StandardError.ReadToEndAsync(cancellation);
        try
        {
            await process.WaitForExitAsync(cancellation);
            return new ProgramResult(process.ExitCode, string.Concat(await output, await errors).Trim());
        }
        catch (OperationCanceledException)
        {
            // Not the tree: the tree of pg_ctl is the database.
            process.Kill();
            throw;
        }
    }

    static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception error) when (error.NativeErrorCode == PermissionDenied)
        {
            throw new UnauthorizedAccessException(error.Message, error);
        }
        catch (Win32Exception error)
        {
            throw new EmbeddedPostgresException(
                $"'{start.FileName}' cannot be run: {error.Message} Set ConnectionStrings__Usage to use a PostgreSQL of your own.", error);
        }
    }
}
