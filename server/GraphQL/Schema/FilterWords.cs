namespace UsageAnalysis.GraphQL.Schema;

/// <summary>What the fields of every filter input mean.</summary>
static class FilterWords
{
    internal const string List = "Conditions on a list of related values or rows; all that are given must hold.";

    internal static string Value(string type) => $"Conditions on a value of type {type}; all that are given must hold. "
        + "A missing value fulfils only `eq: null`, `in` with null, and the negations.";

    internal static string Of(string operation) => operation switch
    {
        "and" => "All of these hold; null or empty: no condition.",
        "or" => "At least one of these holds; null or empty: no condition.",
        "all" => "Holds for every item; also when there is none.",
        "none" => "Holds for no item; also when there is none.",
        "some" => "Holds for at least one item.",
        "any" => "True: there is at least one item. False: there is none.",
        "eq" => "Equal; null: there is no value.",
        "neq" => "Not equal; null: there is a value.",
        "in" => "One of these; an empty list holds for nothing.",
        "nin" => "None of these; an empty list holds for everything.",
        "gt" => "Greater, later or behind.",
        "ngt" => "Not greater; also where there is no value.",
        "gte" => "Greater or equal.",
        "ngte" => "Neither greater nor equal; also where there is no value.",
        "lt" => "Less, earlier or ahead.",
        "nlt" => "Not less; also where there is no value.",
        "lte" => "Less or equal.",
        "nlte" => "Neither less nor equal; also where there is no value.",
        "contains" => "Contains the text, upper and lower case as given.",
        "ncontains" => "Does not contain the text, upper and lower case as given.",
        "startsWith" => "Starts with the text, upper and lower case as given.",
        "nstartsWith" => "Does not start with the text, upper and lower case as given.",
        "endsWith" => "Ends with the text, upper and lower case as given.",
        "nendsWith" => "Does not end with the text, upper and lower case as given.",
        "ieq" => "Equal, whatever the case.",
        "icontains" => "Contains the text, whatever the case.",
        _ => throw new ArgumentOutOfRangeException(nameof(operation), operation, "Not an operation of filters."),
    };
}
