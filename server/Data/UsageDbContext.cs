using System.Text;
using Microsoft.EntityFrameworkCore;

namespace UsageAnalysis.Data;

/// <summary>Rows for lists and look-ups. Reads only: events come in through the ingest room, the registry through the catalog.</summary>
public sealed class UsageDbContext(DbContextOptions<UsageDbContext> options) : DbContext(options)
{
    /// <summary>Known users; nobody is not among them.</summary>
    public IQueryable<User> Users => Set<User>().Where(user => user.Id != User.Nobody);

    /// <summary>Groups.</summary>
    public DbSet<Group> Groups => Set<Group>();

    /// <summary>Which group contains which.</summary>
    public DbSet<GroupRelation> GroupRelations => Set<GroupRelation>();

    /// <summary>Who is in which group directly.</summary>
    public DbSet<GroupMember> GroupMembers => Set<GroupMember>();

    /// <summary>Who is in which group, directly or nested.</summary>
    public DbSet<GroupUser> GroupUsers => Set<GroupUser>();

    /// <summary>Packages.</summary>
    public DbSet<Package> Packages => Set<Package>();

    /// <summary>Versions of packages.</summary>
    public DbSet<PackageVersion> PackageVersions => Set<PackageVersion>();

    /// <summary>Functions.</summary>
    public DbSet<Function> Functions => Set<Function>();

    /// <summary>Entities.</summary>
    public DbSet<Entity> Entities => Set<Entity>();

    /// <summary>Signatures of errors.</summary>
    public DbSet<ErrorSignature> ErrorSignatures => Set<ErrorSignature>();

    /// <summary>What people said about errors.</summary>
    public DbSet<ErrorMark> ErrorMarks => Set<ErrorMark>();

    /// <summary>Sources and names of events.</summary>
    public DbSet<EventName> EventNames => Set<EventName>();

    /// <summary>Kinds of events.</summary>
    public DbSet<EventType> EventTypes => Set<EventType>();

    /// <summary>Parameters that events were seen with.</summary>
    public DbSet<EventParameter> EventParameters => Set<EventParameter>();

    /// <summary>What users did, all time.</summary>
    public DbSet<UserActivity> UserActivity => Set<UserActivity>();

    /// <summary>What users did with an entity, all time.</summary>
    public IQueryable<UserActivity> EntityActivity(long entityId) => FromExpression(() => EntityActivity(entityId));

    /// <summary>What a user did in a session.</summary>
    public IQueryable<UserActivity> SessionActivity(int userId, Guid sessionId) => FromExpression(() => SessionActivity(userId, sessionId));

    /// <summary>Since when single events are kept: one row.</summary>
    public DbSet<Retention> Retention => Set<Retention>();

    /// <summary>Sessions.</summary>
    public DbSet<Session> Sessions => Set<Session>();

    /// <summary>Events.</summary>
    public DbSet<Event> Events => Set<Event>();

    /// <summary>Which event touched which object.</summary>
    public DbSet<EventEntity> EventEntities => Set<EventEntity>();

    /// <inheritdoc/>
    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<User>().ToTable("users").HasMany(u => u.Groups).WithMany().UsingEntity<GroupUser>(
            member => member.HasOne<Group>().WithMany().HasForeignKey(m => m.GroupId),
            member => member.HasOne<User>().WithMany().HasForeignKey(m => m.UserId));
        modelBuilder.Entity<Group>().ToTable("groups");
        modelBuilder.Entity<GroupRelation>().ToTable("group_relations").HasKey(r => new { r.ParentId, r.ChildId });
        modelBuilder.Entity<GroupMember>().ToTable("group_members").HasKey(m => new { m.GroupId, m.UserId });
        modelBuilder.Entity<GroupUser>().ToTable("group_users").HasKey(m => new { m.GroupId, m.UserId });
        modelBuilder.Entity<Package>().ToTable("packages");
        modelBuilder.Entity<PackageVersion>().ToTable("package_versions").HasKey(v => new { v.PackageId, v.Version });
        modelBuilder.Entity<Function>().ToTable("functions");
        modelBuilder.Entity<Entity>().ToTable("entities");
        modelBuilder.Entity<ErrorSignature>().ToTable("errors");
        modelBuilder.Entity<ErrorMark>().ToTable("error_marks");
        modelBuilder.Entity<EventName>().ToTable("event_names");
        modelBuilder.Entity<EventType>().ToTable("event_types");
        modelBuilder.Entity<EventParameter>().ToTable("event_parameters");
        modelBuilder.Entity<EventParameterValue>().ToView("event_parameter_values")
            .HasKey(v => new { v.UserId, v.EventTime, v.EventId, v.ParameterId });
        modelBuilder.Entity<UserActivity>().ToTable("user_activity").HasKey(a => new { a.EventTypeId, a.UserId });
        modelBuilder.HasDbFunction(() => EntityActivity(default)).HasName("entity_activity");
        modelBuilder.HasDbFunction(() => SessionActivity(default, default)).HasName("session_activity");
        modelBuilder.Entity<StoredValue>().HasNoKey().ToView(null);
        modelBuilder.HasDbFunction(() => StoredParameters.Values(default, "")).HasName("parameter_values");
        modelBuilder.HasDbFunction(() => StoredParameters.Number(default, "", "")).HasName("parameter_number");
        modelBuilder.HasDbFunction(() => StoredParameters.Exists(default, "", "")).HasName("parameter_exists");
        modelBuilder.HasDbFunction(() => StoredParameters.Value(default, "", "")).HasName("parameter_value");
        modelBuilder.HasDbFunction(() => StoredParameters.Group(default, "")).HasName("parameter_group");
        modelBuilder.Entity<Retention>().ToTable("retention").HasNoKey();
        modelBuilder.Entity<Session>().ToTable("sessions").HasKey(s => new { s.UserId, s.Id });
        modelBuilder.Entity<Event>(e =>
        {
            e.ToTable("events").HasKey(x => new { x.UserId, x.Time, x.Id });
            e.HasMany(x => x.Entities).WithOne().HasForeignKey(x => new { x.UserId, x.EventTime, x.EventId });
            e.HasMany(x => x.ParameterValues).WithOne().HasForeignKey(x => new { x.UserId, x.EventTime, x.EventId });
        });
        modelBuilder.Entity<EventEntity>().ToTable("event_entities").HasKey(x => new { x.UserId, x.EventTime, x.EventId, x.EntityId, x.Role });

        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(type => type.GetProperties()))
        {
            property.SetColumnName(property.Name switch
            {
                nameof(Event.Time) => "event_time",
                nameof(Session.EventCount) => "events",
                nameof(Session.ErrorCount) => "errors",
                var name => SnakeCase(name),
            });
        }
    }

    static string SnakeCase(string name)
    {
        var text = new StringBuilder(name.Length + 4);
        foreach (var (i, letter) in name.Index())
        {
            text.Append(i > 0 && char.IsUpper(letter) ? "_" : "").Append(char.ToLowerInvariant(letter));
        }
        return text.ToString();
    }
}
