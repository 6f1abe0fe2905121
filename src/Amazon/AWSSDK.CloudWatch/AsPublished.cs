using System.Diagnostics.CodeAnalysis;

[assembly: SuppressMessage("Design", "MA0016", Justification = "The package's members are lists.")]
