using System.Net;
using Amazon.Runtime.Internal;

namespace Amazon.ConfigService.Internal;

internal delegate AmazonConfigServiceException MakeException(ErrorResponse error, Exception inner, HttpStatusCode status);
