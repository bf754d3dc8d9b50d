namespace UsageAnalysis.Data;

/// <summary>What identifies a stored event: the primary key of its row.</summary>
/// <param name="UserId">Of the user; 0 is nobody.</param>
/// <param name="Time">When it happened, UTC.</param>
/// <param name="Id">The sender's id.</param>
public readonly record struct EventIdentity(int UserId, DateTime Time, Guid Id);

/// <summary>What identifies a session: the primary key of its row.</summary>
/// <param name="UserId">Of the user; 0 is nobody.</param>
/// <param name="Id">Made by the client.</param>
public readonly record struct SessionIdentity(int UserId, Guid Id);
