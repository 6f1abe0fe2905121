using System.Diagnostics.CodeAnalysis;

[assembly: SuppressMessage("Design", "MA0016", Justification = "The package's members are lists.")]
[assembly: SuppressMessage("Naming", "CA1707", Justification = "The package's constants are named like the values of the API.")]
[assembly: SuppressMessage("Naming", "CA1711", Justification = "The package's enumerations end in Enum.")]
