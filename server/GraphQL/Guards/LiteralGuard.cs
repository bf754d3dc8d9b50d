using GraphQLParser.AST;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.GraphQL.Guards;

/// <summary>
/// Limits what stands beside the selections of one document: names, arguments, directives, variables and literals. Long names end in
/// every row of an answer, and the engine compares unknown ones with all known ones.
/// </summary>
sealed class LiteralGuard(GraphQLLimits limits)
{
    int directives;

    internal void Name(GraphQLName? name)
    {
        if (name?.Value.Length > limits.MaxNameLength)
            throw TooLarge($"has a name of {name.Value.Length} characters, more than {limits.MaxNameLength}");
    }

    internal void Variables(GraphQLOperationDefinition operation)
    {
        Name(operation.Name);
        if (operation.Variables?.Count > limits.MaxVariables)
            throw TooLarge($"declares {operation.Variables.Count} variables, more than {limits.MaxVariables}");
        foreach (var variable in operation.Variables?.Items ?? [])
        {
            Name(variable.Variable.Name);
            Value(variable.DefaultValue);
        }
    }

    internal void Directives(IHasDirectivesNode? node)
    {
        foreach (var directive in node?.Directives?.Items ?? [])
        {
            if (++directives > limits.MaxDirectives) throw TooLarge($"has more than {limits.MaxDirectives} directives");
            Name(directive.Name);
            Arguments(directive.Arguments);
        }
    }

    internal void Arguments(GraphQLArguments? arguments)
    {
        if (arguments?.Count > limits.MaxArguments)
            throw TooLarge($"gives a field {arguments.Count} arguments, more than {limits.MaxArguments}");
        foreach (var argument in arguments?.Items ?? [])
        {
            Name(argument.Name);
            Value(argument.Value);
        }
    }

    void Value(GraphQLValue? value)
    {
        if (value is GraphQLListValue { Values: { } items })
        {
            RequireLength("A list", items.Count);
            foreach (var item in items) Value(item);
        }
        else if (value is GraphQLObjectValue { Fields: { } fields })
        {
            RequireLength("An object", fields.Count);
            foreach (var field in fields)
            {
                Name(field.Name);
                Value(field.Value);
            }
        }
        else if (value is GraphQLVariable variable) Name(variable.Name);
        else if (value is GraphQLEnumValue choice) Name(choice.Name);
    }

    void RequireLength(string what, int length)
    {
        if (length > limits.MaxListLength)
            throw new GraphQLRequestException($"{what} has {length} items, more than {limits.MaxListLength}.",
                ErrorCodes.ListTooLong);
    }

    static GraphQLRequestException TooLarge(string what) =>
        new($"The document {what}. Ask in several requests.", ErrorCodes.DocumentTooLarge);
}
