using ConfigRules.Model;

namespace ConfigRules.Paths;

/// <summary>One way of a matrix: from a subnet to a service, and in one clause what is wrong with it.</summary>
public sealed record PathCell(Subnet Subnet, string Service, PathVerdict Verdict, string Reason);
