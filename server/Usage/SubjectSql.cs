namespace UsageAnalysis.Usage;

/// <summary>The subjects of a question in SQL: a join that keeps the facts <c>s</c> of each; <c>u.subject</c> tells whose they are.</summary>
sealed class SubjectSql
{
    readonly SubjectKind kind;
    readonly string subjects;

    SubjectSql(SubjectKind kind, string subjects) => (this.kind, this.subjects) = (kind, subjects);

    /// <summary>The subjects of a query; null when it has none.</summary>
    public static SubjectSql? Of(UsageQuery query, SqlParameters parameters)
    {
        if (query.Subjects is not { } subjects)
        {
            return null;
        }
        var kind = subjects[0].Kind;
        if (subjects.Any(subject => subject.Kind != kind))
        {
            throw new ArgumentException($"One question is about subjects of one kind, not of {kind} and others.", nameof(query));
        }
        var ids = parameters.Add(subjects.Select(subject => subject.Id));
        return new SubjectSql(kind, kind == SubjectKind.Session
            ? $"unnest({ids}, {parameters.Add(subjects.Select(subject => subject.Session))}) with ordinality " +
                "as u (user_id, session_id, subject)"
            : $"unnest({ids}) with ordinality as k (id, subject)");
    }

    /// <summary>The join.</summary>
    /// <param name="table">Whose rows the facts are.</param>
    /// <param name="within">That a column is within the range of the facts.</param>
    public string Join(UsageTable table, Func<string, string> within) => kind switch
    {
        SubjectKind.Package when table == UsageTable.UsagePackageDays =>
            $"\njoin (select k.id as package_id, k.subject from {subjects}) u on u.package_id = s.package_id",
        SubjectKind.Package => ByType("event_types t on t.package_id = k.id"),
        SubjectKind.Function => ByType("event_types t on t.function_id = k.id"),
        SubjectKind.EventType => ByType("event_types t on t.event_name_id = k.id"),
        SubjectKind.Error => ByType("event_types t on t.error_id = k.id"),
        SubjectKind.EventKind => ByType("event_types t on t.id = k.id"),
        SubjectKind.User => $"\njoin (select k.id as user_id, k.subject from {subjects}) u on u.user_id = s.user_id",
        SubjectKind.Group =>
            $"\njoin (select m.user_id, k.subject from {subjects} join group_users m on m.group_id = k.id) u on u.user_id = s.user_id",
        SubjectKind.Session => $"\njoin {subjects} on u.user_id = s.user_id and u.session_id = s.session_id",
        SubjectKind.Entity =>
            $"""

            join (
              select distinct m.user_id, m.event_time, m.event_id, k.subject
              from {subjects} join event_entities m on m.entity_id = k.id where {within("m.event_time")}
            ) u on u.user_id = s.user_id and u.event_time = s.event_time and u.event_id = s.id
            """,
        SubjectKind.Parameter =>
            $"""

            join (
              select p.event_type_id, p.name, case p.direction when 'other' then 'other' else p.direction || 's' end as member, k.subject
              from {subjects} join event_parameters p on p.id = k.id
            ) u on u.event_type_id = s.event_type_id and jsonb_exists(s.parameters -> u.member, u.name)
            """,
        _ => throw new InvalidOperationException($"{kind} is no kind of subject."),
    };

    string ByType(string types) =>
        $"\njoin (select t.id as event_type_id, k.subject from {subjects} join {types}) u on u.event_type_id = s.event_type_id";
}
