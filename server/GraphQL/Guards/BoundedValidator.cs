using GraphQL.Validation;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.GraphQL.Guards;

/// <summary>Stops validating when an answer could not hold more errors, instead of finding thousands that nobody will see.</summary>
sealed class BoundedValidator : IDocumentValidator
{
    readonly DocumentValidator inner = new();

    public Task<IValidationResult> ValidateAsync(in ValidationOptions options) => FinishAsync(inner.ValidateAsync(options));

    /// <summary>The rule that stops; it must be the last one.</summary>
    internal static IValidationRule StopAfter(int maxErrors) => new StopRule(maxErrors);

    static async Task<IValidationResult> FinishAsync(Task<IValidationResult> validation)
    {
        try { return await validation; }
        catch (EnoughException enough)
        {
            var shown = enough.Errors.SkipLast(1);
            var more = new ValidationError("More errors were left out.") { Code = ErrorCodes.MoreErrors };
            return new ValidationResult(shown.Append(more));
        }
    }

    sealed class EnoughException(IEnumerable<ValidationError> errors) : Exception
    {
        internal IEnumerable<ValidationError> Errors => errors;
    }

    sealed class StopRule(int maxErrors) : ValidationRuleBase, INodeVisitor
    {
        public override ValueTask<INodeVisitor?> GetPreNodeVisitorAsync(ValidationContext context) => new(this);

        public ValueTask EnterAsync(GraphQLParser.AST.ASTNode node, ValidationContext context) => Check(context);

        public ValueTask LeaveAsync(GraphQLParser.AST.ASTNode node, ValidationContext context) => Check(context);

        ValueTask Check(ValidationContext context) =>
            context.HasErrors && context.Errors.Count() >= maxErrors
                ? throw new EnoughException(context.Errors.Take(maxErrors))
                : default;
    }
}
