using System.CommandLine;
using System.Runtime.InteropServices;
using UsageAnalysis.Commands;
using UsageAnalysis.Commands.Import;

var root = new RootCommand("UsageAnalysis: usage analytics for a data platform. Without a command it serves.")
{
    ServeCommand.Create(),
    ImportCommand.Create(DatabaseOptions.WithDatabaseAsync, TimeProvider.System),
    DemoCommand.Create(DatabaseOptions.WithDatabaseAsync, TimeProvider.System),
    RollupsCommand.Create(DatabaseOptions.WithDatabaseAsync, TimeProvider.System),
    RetentionCommand.Create(DatabaseOptions.WithDatabaseAsync, TimeProvider.System),
    MigrateCommand.Create(),
    SchemaCommand.Create(),
};
ServeCommand.AddTo(root);
DatabaseOptions.AddTo(root);

// Ctrl+C and SIGTERM end every command in the same way: what runs is finished or undone, what was started is stopped.
using var stop = new CancellationTokenSource();
void Stop(PosixSignalContext signal)
{
    signal.Cancel = true;
    stop.Cancel();
}
using var interrupted = PosixSignalRegistration.Create(PosixSignal.SIGINT, Stop);
using var terminated = PosixSignalRegistration.Create(PosixSignal.SIGTERM, Stop);

var command = root.Parse(args);
try
{
    var exitCode = await command.InvokeAsync(new() { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, stop.Token);
    return command.Errors is [] ? exitCode : ExitCode.BadInput;
}
catch (CommandFailedException failure)
{
    await Console.Error.WriteLineAsync(failure.Message);
    return failure.ExitCode;
}
catch (OperationCanceledException) when (stop.IsCancellationRequested)
{
    return ExitCode.Interrupted;
}
