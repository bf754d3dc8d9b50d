namespace UsageAnalysis.GraphQL.Conventions;

/// <summary>
/// The weight of a field, <c>@cost</c> in the schema (https://ibm.github.io/graphql-specs/cost-spec.html). Without it: 0 for a scalar in
/// memory, 1 for an object in memory or from a batch, 10 for a resolver that asks the database.
/// </summary>
/// <param name="weight">Units of field cost; see <see cref="Guards.GraphQLLimits.MaxFieldCost"/>.</param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class CostAttribute(double weight) : Attribute
{
    /// <summary>Units of field cost.</summary>
    public double Weight { get; } = weight;
}

/// <summary>
/// How many items a list has, <c>@listSize</c> in the schema; or, with <see cref="SizedFields"/>, the lists directly below the field.
/// Connections have one by themselves. Every other list of objects needs one, or belongs to the sized fields of its parent.
/// </summary>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public sealed class ListSizeAttribute(int assumedSize) : Attribute
{
    /// <summary>Items when no slicing argument tells, and the most that one can ask for.</summary>
    public int AssumedSize { get; } = assumedSize;

    /// <summary>Whole-number arguments that limit the list; the largest given one counts.</summary>
    public string[] SlicingArguments { get; set; } = [];

    /// <summary>Items when slicing arguments exist and none is given; 0 stands for <see cref="AssumedSize"/>.</summary>
    public int SlicingArgumentDefaultValue { get; set; }

    /// <summary>The fields of the returned object that have this size; none: the field itself is the list.</summary>
    public string[] SizedFields { get; set; } = [];
}
