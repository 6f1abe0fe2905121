using System.Net;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace Amazon.Shared;

/// <summary>An error of a service as its type.</summary>
internal delegate AmazonServiceException MakeException(ErrorResponse error, Exception inner, HttpStatusCode status);
