using UsageAnalysis.Usage;

namespace UsageAnalysis.Insights.Errors;

/// <summary>The occurrences of errors within a scope in SQL, by some dimensions. All their columns are in one small index.</summary>
/// <param name="scoped">The scope.</param>
/// <param name="by">What they are grouped by.</param>
sealed class OccurrenceSql(ScopedSql scoped, IReadOnlyList<ErrorDimension> by)
{
    /// <summary>That the error <c>t</c> of an occurrence was marked as being none.</summary>
    public const string NotAnError = "t.error_id in (select error_id from errors_not_errors)";

    /// <summary>That it was not, also where there is no signature that could be marked.</summary>
    public const string AnError = $"{NotAnError} is not true";

    /// <summary>The occurrences <c>f</c> with their kinds <c>t</c>, after <c>from</c>.</summary>
    public string From =>
        $"""
        (
          {scoped.Events("s.event_time, s.event_type_id, s.user_id, s.session_id, s.error_handled")}
            and s.is_error
        ) f
        join event_types t on t.id = f.event_type_id
        """;

    /// <summary>What the dimensions are reached by.</summary>
    public string Joins => string.Concat(by.Select(JoinOf));

    /// <summary>That an occurrence has the values of a row of keys, which the codec of keys has made.</summary>
    public string Matches(string alias) => string.Join(" and ", by.Select((dimension, i) => FormattableString.Invariant(
        $"{alias}.v{i} = coalesce({KeyOf(dimension)}, {KeySql.None(IsText(dimension))})")));

    /// <summary>Whether the values of a dimension are texts; otherwise they are ids.</summary>
    public static bool IsText(ErrorDimension dimension) => dimension == ErrorDimension.Source;

    /// <summary>The value of a dimension.</summary>
    public static string KeyOf(ErrorDimension dimension) => dimension switch
    {
        ErrorDimension.Signature => "t.error_id",
        ErrorDimension.Package => "t.package_id",
        ErrorDimension.Function => "t.function_id",
        ErrorDimension.Version => "v.ids[width_bucket(f.event_time, v.starts)]",
        ErrorDimension.User => "nullif(f.user_id, 0)",
        ErrorDimension.Group => "g.group_id",
        ErrorDimension.Source => "t.source",
        _ => throw new ArgumentOutOfRangeException(nameof(dimension), dimension, "Not a dimension."),
    };

    /// <summary>What a dimension is reached by. The versions of a package are arrays, in which a time is found by halving.</summary>
    public static string JoinOf(ErrorDimension dimension) => dimension switch
    {
        ErrorDimension.Version =>
            """

            left join (
              select package_id, array_agg(since order by since, id) as starts, array_agg(id order by since, id) as ids
              from package_version_times group by 1
            ) v on v.package_id = t.package_id
            """,
        ErrorDimension.Group => "\nleft join group_users g on g.user_id = f.user_id",
        _ => "",
    };
}
