namespace UsageAnalysis.Data;

/// <summary>A parameter that events of one kind were seen with; learned when they are stored.</summary>
public sealed record EventParameter
{
    /// <summary>Primary key.</summary>
    public required int Id { get; init; }

    /// <summary>The kind of the events.</summary>
    public required int EventTypeId { get; init; }

    /// <summary>The kind of the events.</summary>
    public EventType EventType { get; init; } = null!;

    /// <summary>input, output or other.</summary>
    public required string Direction { get; init; }

    /// <summary>Name, unique within kind and direction.</summary>
    public required string Name { get; init; }

    /// <summary>The JSON type of the first value that was seen: string, number, boolean, object or array.</summary>
    public required string Type { get; init; }
}

/// <summary>The value of one parameter of one event.</summary>
public sealed record EventParameterValue
{
    /// <summary>Part of the event's key.</summary>
    public required int UserId { get; init; }

    /// <summary>Part of the event's key.</summary>
    public required DateTime EventTime { get; init; }

    /// <summary>Part of the event's key.</summary>
    public required Guid EventId { get; init; }

    /// <summary>The parameter.</summary>
    public required int ParameterId { get; init; }

    /// <summary>input, output or other.</summary>
    public required string Direction { get; init; }

    /// <summary>Name of the parameter.</summary>
    public required string Name { get; init; }

    /// <summary>The value as text: a string as it is, everything else as JSON; null for a JSON null.</summary>
    public string? Value { get; init; }

    /// <summary>The value as a number; null where it is none.</summary>
    public double? Number { get; init; }
}
