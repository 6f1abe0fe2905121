namespace ConfigRules.Engine;

/// <summary>A verdict on a resource; the type is AWS Config's name of it.</summary>
public readonly record struct Evaluation(string ResourceType, string ResourceId, Verdict Verdict);
