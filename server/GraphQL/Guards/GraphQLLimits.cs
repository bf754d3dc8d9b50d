namespace UsageAnalysis.GraphQL.Guards;

/// <summary>What one request may ask for. All are checked before work is done for the part that exceeds them.</summary>
public sealed class GraphQLLimits
{
    /// <summary>Characters of a document. Default 32,000.</summary>
    public int MaxDocumentLength { get; set; } = 32_000;

    /// <summary>Levels of nested selections, fragments expanded. Default 40.</summary>
    public int MaxDepth { get; set; } = 40;

    /// <summary>Root fields of an operation, fragments expanded. Default 30.</summary>
    public int MaxRootFields { get; set; } = 30;

    /// <summary>Directives in a document. Default 100.</summary>
    public int MaxDirectives { get; set; } = 100;

    /// <summary>Fields and fragments of an operation after every fragment is expanded. Default 1,000.</summary>
    public int MaxNodes { get; set; } = 1_000;

    /// <summary>Fragments of a document, used or not. Default 100.</summary>
    public int MaxFragments { get; set; } = 100;

    /// <summary>Pairs of fields with one response name, in merged selections, that validation has to compare. Default 50,000.</summary>
    public int MaxMergeComparisons { get; set; } = 50_000;

    /// <summary>
    /// Field cost of an operation. One unit is about one object that is made or one batched look-up; a statement of its own is 10 units.
    /// Default 10,000: a page of 1,000 rows with some references each, or fifty rows with two statements for each of five children.
    /// </summary>
    public double MaxFieldCost { get; set; } = 10_000;

    /// <summary>Type cost of an operation: about the number of objects in its answer. Default 20,000.</summary>
    public double MaxTypeCost { get; set; } = 20_000;

    /// <summary>
    /// Scalars in an answer, which cost nothing in the other two sums; one in a list of scalars counts a quarter. Default 25,000: a page of
    /// 1,000 rows with 25 fields each, about half a megabyte.
    /// </summary>
    public double MaxValues { get; set; } = 25_000;

    /// <summary>Variables that an operation declares or a request sends. Default 100.</summary>
    public int MaxVariables { get; set; } = 100;

    /// <summary>Levels of lists and objects in one variable. Default 40.</summary>
    public int MaxVariableDepth { get; set; } = 40;

    /// <summary>Arguments of one field or directive. Default 50.</summary>
    public int MaxArguments { get; set; } = 50;

    /// <summary>Characters of a name: field, alias, argument, variable, operation, fragment. Default 100.</summary>
    public int MaxNameLength { get; set; } = 100;

    /// <summary>Whether the schema may be asked for: by <c>__schema</c>, <c>__type</c> and as a download. Default true.</summary>
    public bool Introspection { get; set; } = true;

    /// <summary>
    /// The most of <c>fields</c>, <c>inputFields</c>, <c>interfaces</c> and <c>possibleTypes</c> inside one another. Default 3.
    /// </summary>
    public int MaxIntrospectionLists { get; set; } = 3;

    /// <summary>The most <c>ofType</c> inside one another. Default 16.</summary>
    public int MaxIntrospectionWrappers { get; set; } = 16;

    /// <summary>Bytes of a request body that holds a query, and of any message of a WebSocket. Default 256 kB.</summary>
    public int MaxBodyBytes { get; set; } = 256 * 1024;

    /// <summary>
    /// Bytes of a request body that holds a mutation, as event batches travel in variables. Default 16 MB. The document must lie within
    /// the first <see cref="MaxBodyBytes"/>.
    /// </summary>
    public int MaxMutationBodyBytes { get; set; } = 16 * 1024 * 1024;

    /// <summary>Items of a list in the arguments of a query. Default 1,000.</summary>
    public int MaxListLength { get; set; } = 1_000;

    /// <summary>Items of a list in the variables of a mutation. Default 20,000.</summary>
    public int MaxMutationListLength { get; set; } = 20_000;

    /// <summary>Conditions of one <c>where</c>. Default 100.</summary>
    public int MaxFilterConditions { get; set; } = 100;

    /// <summary>Values in all <c>in</c> and <c>nin</c> lists of one <c>where</c>. Default 1,000.</summary>
    public int MaxFilterValues { get; set; } = 1_000;

    /// <summary>Levels of nesting of one <c>where</c>. Default 20.</summary>
    public int MaxFilterDepth { get; set; } = 20;

    /// <summary>Ids in one <c>nodes(ids:)</c>. Default 50.</summary>
    public int MaxNodeIds { get; set; } = 50;

    /// <summary>Resolvers of one request that run at the same time. Default 4.</summary>
    public int MaxParallelResolvers { get; set; } = 4;

    /// <summary>Errors in an answer; the last one says how many more there were. Default 10.</summary>
    public int MaxErrors { get; set; } = 10;

    /// <summary>How long a request may run. Default 30 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>Documents kept parsed and validated. Default 200.</summary>
    public int CachedDocuments { get; set; } = 200;

    /// <summary>Characters of the documents kept parsed and validated; parsed, each takes some 30 bytes. Default 1 million.</summary>
    public int CachedDocumentCharacters { get; set; } = 1_000_000;

    /// <summary>Automatic persisted queries that are kept, and files of persisted documents. Default 1,000 of each.</summary>
    public int StoredDocuments { get; set; } = 1_000;

    /// <summary>Characters of the automatic persisted queries that are kept, and of the files. Default 2 million of each.</summary>
    public int StoredDocumentCharacters { get; set; } = 2_000_000;

    /// <summary>Operations that run on one WebSocket at the same time, subscriptions included. Default 50.</summary>
    public int MaxSocketOperations { get; set; } = 50;
}
