using UsageAnalysis.GraphQL;

namespace UsageAnalysis.Commands.Serve;

/// <summary>What an operator may set about the graph: the section <c>GraphQL</c> of the configuration, by the names of its options.</summary>
static class GraphSettings
{
    const string Section = "GraphQL";

    /// <summary>Takes over what is set, for example <c>GraphQL__PersistedDocuments</c>.</summary>
    /// <exception cref="CommandFailedException">A name is unknown, a value is not of its type, or the folder is not there.</exception>
    public static void Apply(this GraphQLRoomOptions room, IConfiguration configuration)
    {
        try
        {
            configuration.GetSection(Section).Bind(room, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException error)
        {
            throw Refused(error.Message, error);
        }
        if (room.PersistedDocuments is { } folder && !Directory.Exists(folder))
        {
            throw Refused($"{nameof(room.PersistedDocuments)} is '{folder}', which is no folder.");
        }
        if (room.OnlyPersistedDocuments && room.PersistedDocuments is null)
        {
            throw Refused($"{nameof(room.OnlyPersistedDocuments)} needs {nameof(room.PersistedDocuments)}, the folder of the documents.");
        }
    }

    static CommandFailedException Refused(string what, Exception? cause = null) =>
        new(ExitCode.BadInput, $"The settings {Section}__… cannot be used: {what}", cause);
}
