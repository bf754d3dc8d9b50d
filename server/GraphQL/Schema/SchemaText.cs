using GraphQL;
using GraphQL.Types;
using GraphQLParser.AST;
using GraphQLParser.Visitors;

namespace UsageAnalysis.GraphQL.Schema;

/// <summary>Prints a schema: the roots first, then all types by name.</summary>
static class SchemaText
{
    internal static string Print(ISchema schema)
    {
        var document = schema.ToAST();
        // The specification's own directives are known to every tool.
        var sorted = document.Definitions.Where(d => d is not GraphQLDirectiveDefinition directive || !IsOwn(directive)).OrderBy(Rank)
            .ThenBy(Name, StringComparer.Ordinal).ToList();
        var text = new StringWriter { NewLine = "\n" };
        var printer = new SDLPrinter(
            new SDLPrinterOptions { PrintDescriptions = true, ArgumentsPrintMode = SDLPrinterArgumentsMode.PreferNewLine });
        printer.PrintAsync(new GraphQLDocument(sorted), text, default).AsTask().GetAwaiter().GetResult();
        return text.ToString().Replace("\r\n", "\n").TrimEnd() + "\n";
    }

    static bool IsOwn(GraphQLDirectiveDefinition directive) =>
        directive.Name.StringValue is "skip" or "include" or "deprecated" or "specifiedBy" or "oneOf";

    static int Rank(ASTNode node) => node switch
    {
        GraphQLSchemaDefinition => 0,
        GraphQLObjectTypeDefinition { Name.StringValue: "Query" } => 1,
        GraphQLObjectTypeDefinition { Name.StringValue: "Mutation" } => 2,
        GraphQLObjectTypeDefinition { Name.StringValue: "Subscription" } => 3,
        _ => 4,
    };

    static string Name(ASTNode node) => (node as INamedNode)?.Name.StringValue ?? "";
}
