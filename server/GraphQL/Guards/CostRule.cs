using GraphQL;
using GraphQL.Validation;
using UsageAnalysis.GraphQL.Conventions;

namespace UsageAnalysis.GraphQL.Guards;

/// <summary>What a request wants to know of its cost: the header <c>GraphQL-Cost</c>.</summary>
enum CostReport
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The cost beside the answer.</summary>
    Report,

    /// <summary>The cost instead of the answer.</summary>
    Validate,
}

/// <summary>
/// Prices one request on its coerced variables and arguments and refuses one that costs too much. Runs for known documents too, whose
/// other rules are skipped: what they cost depends on the variables.
/// </summary>
sealed class CostRule(PriceList prices, GraphQLLimits limits, CostReport report) : ValidationRuleBase
{
    const string OnlyPriced = "ONLY_PRICED";
    OperationCost? priced;

    /// <summary>Puts the cost into the answer when it was asked for and the request came so far.</summary>
    internal void Tell(ExecutionResult result)
    {
        if (report == CostReport.None || priced is not { } cost) return;
        result.Extensions = new Dictionary<string, object?>
        {
            ["operationCost"] = new Dictionary<string, object?>
            {
                ["fieldCost"] = Whole(cost.FieldCost), ["typeCost"] = Whole(cost.TypeCost),
            },
        };
        if (result.Errors is [{ Code: OnlyPriced }]) result.Errors = null;
    }

    // Called when variables and arguments have their values; nothing is left to visit after that.
    public override ValueTask<INodeVisitor?> GetPostNodeVisitorAsync(ValidationContext context)
    {
        var cost = new CostCount(prices, context).Of(context.Operation);
        priced = cost;
        Require("fieldCost", cost.FieldCost, "maxFieldCost", limits.MaxFieldCost, "field cost", ErrorCodes.CostExceeded);
        Require("typeCost", cost.TypeCost, "maxTypeCost", limits.MaxTypeCost, "type cost", ErrorCodes.CostExceeded);
        Require("values", cost.Values, "maxValues", limits.MaxValues, "number of values in the answer", ErrorCodes.AnswerTooLarge);
        // An error is the only way to keep the engine from going on.
        if (report == CostReport.Validate && !context.HasErrors)
            context.ReportError(new ValidationError("The request was only priced.") { Code = OnlyPriced });
        return default;

        void Require(string name, double value, string maxName, double most, string what, string code)
        {
            if (value <= most) return;
            context.ReportError(new ValidationError(
                $"The {what} may reach {value:0}, more than {most:0}. Ask for fewer rows at once (`first`), or in several requests.")
            {
                Code = code,
                Extensions = new Dictionary<string, object?> { [name] = Whole(value), [maxName] = most },
            });
        }
    }

    // Sizes that are known on average leave fractions.
    static double Whole(double cost) => Math.Ceiling(cost);
}
