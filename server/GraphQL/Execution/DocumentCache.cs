using GraphQLParser.AST;
using UsageAnalysis.GraphQL.Guards;

namespace UsageAnalysis.GraphQL.Execution;

/// <summary>Documents that passed guard and validation, by their whole text.</summary>
sealed class DocumentCache(GraphQLLimits limits)
    : RecentCache<GraphQLDocument>(limits.CachedDocuments, limits.CachedDocumentCharacters)
{
    internal void Add(string text, GraphQLDocument document) => Add(text, document, text.Length);
}
