namespace UsageAnalysis.GraphQL.Filters;

/// <summary>The filter classes of the schema: by class, and by the entity that they filter.</summary>
sealed class FilterTypes
{
    readonly Dictionary<Type, FilterInputType> byClass = [];
    readonly Dictionary<Type, FilterInputType> byEntity = [];

    internal FilterTypes(IEnumerable<Type> classes)
    {
        foreach (var type in classes)
        {
            var filter = (FilterInputType)Activator.CreateInstance(type)!;
            byClass.Add(type, filter);
            if (!byEntity.TryAdd(filter.EntityType, filter))
                throw new InvalidOperationException(
                    $"{filter.EntityType.Name} has two filter types: {byEntity[filter.EntityType].GetType().Name} and {type.Name}.");
        }
    }

    internal FilterInputType Get(Type type) => byClass[type];

    internal FilterInputType? For(Type entity) => byEntity.GetValueOrDefault(entity);
}
